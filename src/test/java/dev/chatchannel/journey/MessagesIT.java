package dev.chatchannel.journey;

class MessagesIT extends JavaJar implements MessagesJourney {}
