package dev.chatchannel.journey;

class ApiSheetIT extends JavaJar implements ApiSheetJourney {}
