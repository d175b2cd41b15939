package dev.chatchannel.journey;

class ThreadsIT extends JavaJar implements ThreadsJourney {}
