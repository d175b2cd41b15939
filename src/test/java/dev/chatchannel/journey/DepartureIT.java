package dev.chatchannel.journey;

class DepartureIT extends JavaJar implements DepartureJourney {}
