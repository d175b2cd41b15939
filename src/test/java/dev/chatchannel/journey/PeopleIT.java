package dev.chatchannel.journey;

class PeopleIT extends JavaJar implements PeopleJourney {}
