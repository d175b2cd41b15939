package dev.chatchannel.journey;

class PlaceIT extends JavaJar implements PlaceJourney {}
