package dev.chatchannel.container;

import dev.chatchannel.journey.ApiSheetJourney;
import dev.chatchannel.journey.AttacksJourney;
import dev.chatchannel.journey.BadInputJourney;
import dev.chatchannel.journey.CentrifugeJourney;
import dev.chatchannel.journey.CloseJourney;
import dev.chatchannel.journey.DepartureJourney;
import dev.chatchannel.journey.FilesJourney;
import dev.chatchannel.journey.HandshakeJourney;
import dev.chatchannel.journey.MessagesJourney;
import dev.chatchannel.journey.PeopleJourney;
import dev.chatchannel.journey.PlaceJourney;
import dev.chatchannel.journey.SignInJourney;
import dev.chatchannel.journey.ThreadsJourney;
import org.junit.jupiter.api.Timeout;

/** All journeys in one deployment. */
@Timeout(60)
class JourneysCT extends InContainer
        implements HandshakeJourney,
                MessagesJourney,
                CloseJourney,
                DepartureJourney,
                CentrifugeJourney,
                BadInputJourney,
                SignInJourney,
                PeopleJourney,
                PlaceJourney,
                FilesJourney,
                ThreadsJourney,
                ApiSheetJourney,
                AttacksJourney {}
