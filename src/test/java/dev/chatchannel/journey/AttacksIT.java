package dev.chatchannel.journey;

class AttacksIT extends JavaJar implements AttacksJourney {}
