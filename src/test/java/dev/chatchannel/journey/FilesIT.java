package dev.chatchannel.journey;

class FilesIT extends JavaJar implements FilesJourney {}
