package dev.chatchannel.journey;

class HandshakeIT extends JavaJar implements HandshakeJourney {}
