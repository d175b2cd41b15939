package dev.chatchannel.journey;

class BadInputIT extends JavaJar implements BadInputJourney {}
