package dev.chatchannel.journey;

class CentrifugeIT extends JavaJar implements CentrifugeJourney {}
