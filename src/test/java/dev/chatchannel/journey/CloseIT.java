package dev.chatchannel.journey;

class CloseIT extends JavaJar implements CloseJourney {}
