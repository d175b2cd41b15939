package dev.chatchannel.journey;

class SignInIT extends JavaJar implements SignInJourney {}
