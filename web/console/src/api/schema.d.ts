/** Generated from docs/openapi.json by "npm run openapi". */
export interface paths {
    "/v1/conversations/{id}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The transcript in order. */
        get: operations["listTurns"];
        put?: never;
        /** Post what customer, assistant or tool said; the answer says whether the bot may go on. */
        post: operations["postTurns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a person. */
        post: operations["requestHuman"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/handoff/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer no longer wants to wait. */
        post: operations["cancelHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/handoff/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer's answer to a proposed handoff. */
        post: operations["answerProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer chooses how to be reached. */
        post: operations["chooseChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer leaves contact details. */
        post: operations["leaveDetails"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer rates how they were helped, 1 to 5; the last rating counts. */
        post: operations["rate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the case, or as a supervisor push it to an agent. */
        post: operations["claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to the customer; a supervisor in the name of the agent who holds the case. */
        post: operations["reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave an internal note; it never reaches the customer. */
        post: operations["note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the case to a queue or another agent. */
        post: operations["transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/return-to-ai": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the conversation back to the AI. */
        post: operations["returnToAi"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait for the customer until an instant. */
        post: operations["snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the conversation with its outcome; a backend ends one that the AI owns. */
        post: operations["resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/wrap-up/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The paperwork is done before the wrap-up time of the queue is over. */
        post: operations["endWrapUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Promise the customer to write or call by an instant; a timer holds you to it. */
        post: operations["makePromise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/promises/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that what was promised was done in a way Baton cannot see, such as a call. */
        post: operations["keepPromise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/meeting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a free slot for a meeting, or move the meeting there. */
        post: operations["bookMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/meeting/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the slot of the meeting back; the case stays open. */
        post: operations["cancelMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/meeting/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What became of a meeting: booked in another calendar, canceled, attended, missed. */
        post: operations["recordMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/meeting/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Free slots of the agents who may take the case, and a booking link where there is one. */
        get: operations["getMeetingOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/meeting/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last meeting as text/calendar: a request, or a cancellation. */
        get: operations["getMeetingInvitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meetings/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A customer's calendar answered an invitation: kept, and a decline cancels the meeting. */
        post: operations["takeCalendarReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meeting-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Booking links of other calendars, by queue or agent. */
        get: operations["listMeetingLinks"];
        put?: never;
        /** Set the booking link of a queue or an agent (Cal.com, Calendly, Meet, Zoom, Jitsi, any https). */
        post: operations["setMeetingLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meeting-links/{scope}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a booking link away. */
        delete: operations["removeMeetingLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations, last changed first; an agent sees their own and their queues. */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation: owner, epoch, status, handoff. */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The decision on every turn, with its evidence. */
        get: operations["listDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The brief of the last handoff; 404 until it is written. */
        get: operations["getBrief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything the next person needs in one document. */
        get: operations["getPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The event log after a sequence; a stream when text/event-stream is accepted. */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All events of the tenant in commit order; a stream when text/event-stream is accepted. */
        get: operations["listFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases as an agent works them: held, waiting, snoozed or done, with clocks and what is unread. */
        get: operations["listInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say up to which turn the conversation was read. */
        put: operations["markRead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Other conversations of the same customer, newest first, as codes and figures. */
        get: operations["listHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Two or three replies in the customer’s language, with the knowledge they rest on. */
        post: operations["suggestReplies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suggestions/{id}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what was sent instead of a suggestion: as it stood, edited, or something else. */
        post: operations["useSuggestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/kpis/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many suggestions were used, edited and ignored, by writer. */
        get: operations["getSuggestionKpi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fields of a ticket or CRM filled from the brief, to be confirmed before they are written. */
        get: operations["getTargetFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/wrap-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Summary, reason, resolution and outcome proposed for `resolve`, and the question for the verdict. */
        get: operations["getWrapUp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/rating-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A signed link on which the customer rates with one click, for a mail or a message. */
        get: operations["getRatingLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Passages of the knowledge that answer a question, the best first. */
        get: operations["searchKnowledge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents of the knowledge, by title. */
        get: operations["listKnowledge"];
        /** Import a Markdown or HTML document; the same source replaces the one before. */
        put: operations["importKnowledge"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a document away. */
        delete: operations["removeKnowledge"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/macros": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Macros, by name. */
        get: operations["listMacros"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/macros/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a macro in place, new or changed. */
        put: operations["putMacro"];
        post?: never;
        /** Take a macro away. */
        delete: operations["removeMacro"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/macros/{id}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fill a macro in for a conversation; what has no value is named. */
        post: operations["renderMacro"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Offers, newest first; an agent sees their own. */
        get: operations["listOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the offered case; exactly one agent wins. */
        post: operations["acceptOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the offered case to the next agent. */
        post: operations["rejectOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{id}/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who waits in a queue, in the order of service, and what gave each its place. */
        get: operations["listWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offer-shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How offers fell on agents, and what became of them. */
        get: operations["listOfferShares"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agents with presence and the capacity they have taken. */
        get: operations["listAgents"];
        put?: never;
        /** Add an agent; presence begins as offline. */
        post: operations["createAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agent. */
        get: operations["getAgent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given, leave the rest. */
        patch: operations["changeAgent"];
        trace?: never;
    };
    "/v1/agents/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say whether the agent takes offers; also the heartbeat. */
        put: operations["setPresence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Queues with how many wait in each. */
        get: operations["listQueues"];
        put?: never;
        /** Add a queue. */
        post: operations["createQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given, leave the rest. */
        patch: operations["changeQueue"];
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of all policies. */
        get: operations["listPolicies"];
        put?: never;
        /** Store the next version of a policy as a draft. */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who let which version decide, and when; latest first. */
        get: operations["listPolicyActivations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version with its source and document. */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{name}/versions/{version}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this version changes, against another or against what decides now. */
        get: operations["diffPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{name}/versions/{version}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What activation would ask, without activating. */
        get: operations["checkPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The decisions of all conversations, latest first; also those not to hand off. */
        get: operations["listLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say every mistake in a policy and run its tests, without storing it. */
        post: operations["validatePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the version that was active before decide again; never held up by checks. */
        post: operations["rollBackPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{name}/versions/{version}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let this version decide from the next turn on, if its checks pass. */
        post: operations["activatePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{name}/versions/{version}/patch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store this version with a suggested change as the next draft; nothing is activated. */
        post: operations["patchPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backtests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Back-tests with their reports, latest first. */
        get: operations["listBacktests"];
        put?: never;
        /** Play past conversations with a candidate policy, beside the one that decides now. */
        post: operations["createBacktest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backtests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One back-test; its report when it is done. */
        get: operations["getBacktest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is still to be reviewed: near misses first, and of agents only their own. */
        get: operations["listReviewQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation to review: its transcript, redacted, with the decision on each turn. */
        get: operations["getReview"];
        /** Say whether a person was needed, and when. */
        put: operations["labelReview"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rounds of the weekly review with their reports, latest first. */
        get: operations["listReviewRounds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-rounds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One round; its report when it is written. */
        get: operations["getReviewRound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who reviews, how much, and when. */
        get: operations["getReviewSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change who reviews, how much and when; the schedule follows. */
        patch: operations["changeReviewSettings"];
        trace?: never;
    };
    "/v1/floor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every queue with what waits, how long and how near its targets; every agent with their load. A stream when text/event-stream is accepted: the floor as it stands, and again whenever it is another. */
        get: operations["getFloor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why this case still waits: causes, open offer, routing step, and what hinders each agent. */
        get: operations["explainWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/switches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether humans or the AI are switched off. */
        get: operations["getSwitches"];
        /** Switch humans or the AI off or on; seen by running conversations within a second. */
        put: operations["changeSwitches"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When queues and agents work. */
        get: operations["listCalendars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Write a calendar whole; running clocks count by it from now on. */
        put: operations["putCalendar"];
        post?: never;
        /** Remove a calendar; what used it works at all hours. */
        delete: operations["deleteCalendar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of SLA alerts. */
        get: operations["listAlertDestinations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-destinations/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Name a webhook or a mailbox that is told of warnings, breaches or what supervisors must hear. */
        put: operations["putAlertDestination"];
        post?: never;
        /** Tell this destination no more. */
        delete: operations["deleteAlertDestination"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-destinations/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send this destination a test, once, and say how it went; `pending` when no worker sent it in time. */
        post: operations["testAlertDestination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys without their secrets. */
        get: operations["listApiKeys"];
        put?: never;
        /** Make a key; its secret is shown in this answer only. */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key; streams it opened end within seconds. */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verdicts of reviewers, newest first. */
        get: operations["listReviews"];
        put?: never;
        /** Record a verdict on a handoff, or on a conversation that had none. */
        post: operations["createReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/kpis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The six KPIs of a window, the last seven days unless given. */
        get: operations["getKpis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The event log and reviews, or what is derived from them, as JSON Lines or CSV: ids, codes and numbers, no texts; audited. */
        get: operations["exportLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of the console, those who are out included. */
        get: operations["listUsers"];
        put?: never;
        /** Add a person and mail them a link that is good once, for three days. */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new link for a person; the ones before are good no more. */
        post: operations["repeatInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, role or agent, deactivate or activate; sessions end with it. */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store a file; its id goes into a turn or a reply. */
        post: operations["createAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file, always as a download. */
        get: operations["getAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/governance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may read transcripts, and how long conversations are kept. */
        get: operations["getGovernance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change who may read transcripts and how long conversations are kept; audited. */
        patch: operations["changeGovernance"];
        trace?: never;
    };
    "/v1/governance/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would be erased at once if conversations were kept for so many days. */
        get: operations["previewRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was erased or is about to be, and which steps are done; latest first. */
        get: operations["listErasures"];
        put?: never;
        /** Erase a conversation, or every conversation of a customer: texts, keys and histories, for good. */
        post: operations["createErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget-sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sites that may show the widget. */
        get: operations["listWidgetSites"];
        put?: never;
        /** Add a site; the secret that signs identities is given once. */
        post: operations["createWidgetSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget-sites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a site; disabled, its visitors are cut off within seconds. */
        patch: operations["changeWidgetSite"];
        trace?: never;
    };
    "/v1/widget-sites/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret beside the last one. */
        post: operations["rotateWidgetSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin, or go on with a token; a signed identity finds its conversation on any device. */
        post: operations["openVisitorSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/conversation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visitor's own conversation; a stream when text/event-stream is accepted. */
        get: operations["getVisitorConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/meeting/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Free slots and a booking link. */
        get: operations["getVisitorMeetingOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/meeting/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visitor's meeting as text/calendar. */
        get: operations["getVisitorInvitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write. The same id again is the same message. */
        post: operations["postVisitorTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a person. */
        post: operations["askForPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/handoff/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop waiting for a person. */
        post: operations["cancelVisitorHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Should a person take over? Yes or no. */
        post: operations["answerVisitorProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose how to be reached, of the channels that are offered. */
        post: operations["chooseVisitorChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a name, an e-mail address or a phone number. */
        post: operations["leaveVisitorDetails"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How were you helped? 1 to 5, once the conversation is resolved. */
        post: operations["rateAsVisitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/meeting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a free slot, or move the meeting there. */
        post: operations["bookVisitorMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/meeting/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the slot back. */
        post: operations["cancelVisitorMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store a file of the visitor's; its id goes into their next message. */
        post: operations["createVisitorAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of the visitor's conversation, always as a download. */
        get: operations["getVisitorAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody types. Readers of the live streams see it for 6 seconds; it is stored nowhere. At most one in two seconds. A backend's key speaks for the customer, all others for the agent. */
        post: operations["signalTyping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visitor/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody types. Readers of the live streams see it for 6 seconds; it is stored nowhere. At most one in two seconds. */
        post: operations["signalVisitorTyping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Endpoints without their secrets. */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /** Add an endpoint; its signing secret is shown in this answer only. */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an endpoint; what waits for it is given up. */
        delete: operations["removeWebhookEndpoint"];
        options?: never;
        head?: never;
        /** Change address or events, switch off or on again. */
        patch: operations["changeWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new signing secret, shown in this answer only; the one before signs too for 24 hours. */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send `webhook.test`, once, and say how it went; `pending` when no worker sent it in time. */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the events of a range again, in their order and under their keys. */
        post: operations["replayWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries, newest first; an agent names a conversation. */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery with every attempt. */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a finished delivery again, under its own key; a pending one stays as it is. */
        post: operations["resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mails/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Demo mode: the last mails that would have gone out, newest first. Empty with a mail server. */
        get: operations["listOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mails/inbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mails that came and what was made of each, newest first; no text of them. */
        get: operations["listInboundMails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connectors, with the names of their secrets. */
        get: operations["listConnectors"];
        put?: never;
        /** Connect Slack, Zendesk, HubSpot, Chatwoot or any system that signs its posts. */
        post: operations["createConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Write a connector whole, on or off; its kind stays. */
        put: operations["putConnector"];
        post?: never;
        /** Remove a connector; what waits for it is given up. */
        delete: operations["removeConnector"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the other side can be reached with the secrets it is given. */
        post: operations["testConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, and when; latest first. */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Warnings and breaches of clocks, latest first. */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every skill that an agent has or a queue asks for. */
        get: operations["listSkills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs here: version, Temporal and its UI, the codec server, health. */
        get: operations["getInstallation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the demo holds, and whether simulated customers come. */
        get: operations["getDemo"];
        /** Let simulated customers come, or no more. */
        put: operations["changeDemo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/demo/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove every conversation that the demo made, with all that hangs on it; nothing else is touched. */
        post: operations["clearDemo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A whole mail from a provider, signed by Standard Webhooks over its bytes. */
        post: operations["takeInboundMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the other side of a connector posts, signed in its own way (docs/connectors.md). */
        post: operations["takeConnectorRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "conversation.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.created; signed by Standard Webhooks. */
        post: operations["conversation.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.owner_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.owner_changed; signed by Standard Webhooks. */
        post: operations["conversation.owner_changed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.resolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.resolved; signed by Standard Webhooks. */
        post: operations["conversation.resolved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.reopened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.reopened; signed by Standard Webhooks. */
        post: operations["conversation.reopened"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.abandoned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.abandoned; signed by Standard Webhooks. */
        post: operations["conversation.abandoned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.erased": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.erased; signed by Standard Webhooks. */
        post: operations["conversation.erased"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.snoozed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.snoozed; signed by Standard Webhooks. */
        post: operations["conversation.snoozed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.unsnoozed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for conversation.unsnoozed; signed by Standard Webhooks. */
        post: operations["conversation.unsnoozed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "turn.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for turn.created; signed by Standard Webhooks. */
        post: operations["turn.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "note.added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for note.added; signed by Standard Webhooks. */
        post: operations["note.added"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "turn.suppressed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for turn.suppressed; signed by Standard Webhooks. */
        post: operations["turn.suppressed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "turn.decided": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for turn.decided; signed by Standard Webhooks. */
        post: operations["turn.decided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.requested; signed by Standard Webhooks. */
        post: operations["handoff.requested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.briefed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.briefed; signed by Standard Webhooks. */
        post: operations["handoff.briefed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.queued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.queued; signed by Standard Webhooks. */
        post: operations["handoff.queued"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.offered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.offered; signed by Standard Webhooks. */
        post: operations["handoff.offered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.accepted; signed by Standard Webhooks. */
        post: operations["handoff.accepted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.rejected; signed by Standard Webhooks. */
        post: operations["handoff.rejected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.timeout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.timeout; signed by Standard Webhooks. */
        post: operations["handoff.timeout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "offer.rescinded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for offer.rescinded; signed by Standard Webhooks. */
        post: operations["offer.rescinded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.active; signed by Standard Webhooks. */
        post: operations["handoff.active"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.transferred": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.transferred; signed by Standard Webhooks. */
        post: operations["handoff.transferred"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.channel_chosen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.channel_chosen; signed by Standard Webhooks. */
        post: operations["handoff.channel_chosen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.announced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.announced; signed by Standard Webhooks. */
        post: operations["handoff.announced"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.channels_offered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.channels_offered; signed by Standard Webhooks. */
        post: operations["handoff.channels_offered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.details_left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.details_left; signed by Standard Webhooks. */
        post: operations["handoff.details_left"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.wrapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.wrapping; signed by Standard Webhooks. */
        post: operations["handoff.wrapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.returned; signed by Standard Webhooks. */
        post: operations["handoff.returned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.completed; signed by Standard Webhooks. */
        post: operations["handoff.completed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.canceled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.canceled; signed by Standard Webhooks. */
        post: operations["handoff.canceled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.deflected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.deflected; signed by Standard Webhooks. */
        post: operations["handoff.deflected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.abandoned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.abandoned; signed by Standard Webhooks. */
        post: operations["handoff.abandoned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.failed; signed by Standard Webhooks. */
        post: operations["handoff.failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "handoff.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for handoff.expired; signed by Standard Webhooks. */
        post: operations["handoff.expired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "proposal.made": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for proposal.made; signed by Standard Webhooks. */
        post: operations["proposal.made"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "proposal.answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for proposal.answered; signed by Standard Webhooks. */
        post: operations["proposal.answered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sla.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for sla.started; signed by Standard Webhooks. */
        post: operations["sla.started"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sla.recounted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for sla.recounted; signed by Standard Webhooks. */
        post: operations["sla.recounted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sla.stopped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for sla.stopped; signed by Standard Webhooks. */
        post: operations["sla.stopped"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sla.warning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for sla.warning; signed by Standard Webhooks. */
        post: operations["sla.warning"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sla.breached": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for sla.breached; signed by Standard Webhooks. */
        post: operations["sla.breached"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "promise.made": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for promise.made; signed by Standard Webhooks. */
        post: operations["promise.made"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "promise.kept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for promise.kept; signed by Standard Webhooks. */
        post: operations["promise.kept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "promise.broken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for promise.broken; signed by Standard Webhooks. */
        post: operations["promise.broken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "promise.withdrawn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for promise.withdrawn; signed by Standard Webhooks. */
        post: operations["promise.withdrawn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "notice.posted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for notice.posted; signed by Standard Webhooks. */
        post: operations["notice.posted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "meeting.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for meeting.sent; signed by Standard Webhooks. */
        post: operations["meeting.sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "meeting.booked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for meeting.booked; signed by Standard Webhooks. */
        post: operations["meeting.booked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "meeting.moved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for meeting.moved; signed by Standard Webhooks. */
        post: operations["meeting.moved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "meeting.canceled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for meeting.canceled; signed by Standard Webhooks. */
        post: operations["meeting.canceled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "meeting.attended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for meeting.attended; signed by Standard Webhooks. */
        post: operations["meeting.attended"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "meeting.missed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for meeting.missed; signed by Standard Webhooks. */
        post: operations["meeting.missed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "delivery.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for delivery.failed; signed by Standard Webhooks. */
        post: operations["delivery.failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "outcome.recorded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for outcome.recorded; signed by Standard Webhooks. */
        post: operations["outcome.recorded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "outcome.rated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for outcome.rated; signed by Standard Webhooks. */
        post: operations["outcome.rated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "outcome.settled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for outcome.settled; signed by Standard Webhooks. */
        post: operations["outcome.settled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "agent.presence_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent to endpoints that asked for agent.presence_changed; signed by Standard Webhooks. */
        post: operations["agent.presence_changed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sent by the test of an endpoint; nothing happened; signed by Standard Webhooks. */
        post: operations["webhook.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        WebhookEvent: {
            id: string;
            /** @enum {string} */
            type: "conversation.created" | "conversation.owner_changed" | "conversation.resolved" | "conversation.reopened" | "conversation.abandoned" | "conversation.erased" | "conversation.snoozed" | "conversation.unsnoozed" | "turn.created" | "note.added" | "turn.suppressed" | "turn.decided" | "handoff.requested" | "handoff.briefed" | "handoff.queued" | "handoff.offered" | "handoff.accepted" | "handoff.rejected" | "handoff.timeout" | "offer.rescinded" | "handoff.active" | "handoff.transferred" | "handoff.channel_chosen" | "handoff.announced" | "handoff.channels_offered" | "handoff.details_left" | "handoff.wrapping" | "handoff.returned" | "handoff.completed" | "handoff.canceled" | "handoff.deflected" | "handoff.abandoned" | "handoff.failed" | "handoff.expired" | "proposal.made" | "proposal.answered" | "sla.started" | "sla.recounted" | "sla.stopped" | "sla.warning" | "sla.breached" | "promise.made" | "promise.kept" | "promise.broken" | "promise.withdrawn" | "notice.posted" | "meeting.sent" | "meeting.booked" | "meeting.moved" | "meeting.canceled" | "meeting.attended" | "meeting.missed" | "delivery.failed" | "outcome.recorded" | "outcome.rated" | "outcome.settled" | "agent.presence_changed";
            /** Format: date-time */
            timestamp: string;
            tenant: string;
            conversation_id: string;
            sequence: number;
            data: {
                [key: string]: unknown;
            };
            turn?: {
                id: string;
                sequence: number;
                /** @enum {string} */
                role: "customer" | "assistant" | "tool" | "agent";
                content: string;
                actor: string | null;
                /** Format: date-time */
                at: string;
            };
            /** @description what Baton itself told the customer */
            notice?: {
                id: string;
                key: string;
                content: string;
                /** Format: date-time */
                at: string;
            };
            links: {
                self: string;
                turns: string;
                package: string;
                /** @description of `conversation.resolved` after a handoff: where the customer rates */
                rating?: string;
            };
        };
        WebhookTest: {
            id: string;
            /** @enum {string} */
            type: "webhook.test" | "alert.test";
            /** Format: date-time */
            timestamp: string;
            tenant: string;
            data: {
                message: string;
            };
        };
        TurnAnswer: {
            /** @enum {string} */
            owner: "ai" | "queue" | "agent";
            owner_id: string | null;
            epoch: number;
            /** @enum {string} */
            status: "pending" | "open" | "snoozed" | "resolved";
            handoff: components["schemas"]["HandoffView"];
            say_to_customer: string | null;
            /** @description under which the sentence is kept; `notice.posted` names it */
            notice_id?: string;
            turn: {
                id: string;
                sequence: number | null;
            };
            turns: {
                id: string;
                sequence: number | null;
                /** @enum {boolean} */
                suppressed?: true;
            }[];
            decision: components["schemas"]["Decision"];
            returned_summary?: string;
            /** @description what the agent left for the bot, with the answer to its next turn, once */
            returned?: {
                handoff_id: string;
                summary: string | null;
                result: {
                    [key: string]: unknown;
                } | null;
            };
        };
        HandoffView: {
            id: string;
            state: string;
            reason: ("customer_request" | "missing_knowledge" | "unsupported_request" | "policy_restriction" | "tool_failure" | "pending_clarification" | "usage_limit" | "frustration" | "risk_topic" | "identity_verification" | "high_intent" | "low_confidence" | "repeated_correction" | "urgency" | "agent_takeover" | "api_request") | string;
            queue: string;
            priority: 1 | 2 | 3 | 4 | 5;
            agent: string | null;
            /** @description 1 is next; null when it does not wait */
            position: number | null;
            estimated_wait_seconds: number | null;
            channels: ("chat" | "email" | "meeting" | "callback")[];
            /** @enum {string} */
            channel: "chat" | "email" | "meeting" | "callback";
            promise: {
                id: string;
                due_at: number;
            } | null;
            /**
             * @description whether anyone is there to take it; null when it does not wait
             * @enum {string|null}
             */
            staffing: "staffed" | "outside_hours" | "nobody_on_shift" | "queue_closed" | "humans_off" | null;
            /** @description when the team is back, where its hours tell */
            back_at: number | null;
            /** @description what the customer may quote, without hyphen */
            case_number: string | null;
            /** @description what else was promised and is still open */
            promises?: {
                id: string;
                /** @enum {string} */
                kind: "human_by" | "write_by" | "call_by" | "meet_at";
                due_at: number;
            }[];
            meeting?: {
                /** @enum {string} */
                state: "sent" | "booked" | "canceled" | "attended" | "missed";
                id: string | null;
                starts_at: number | null;
                ends_at: number | null;
            } | null;
        } | null;
        Decision: {
            /** @enum {string} */
            action: "continue" | "propose" | "handoff";
            reason: ("customer_request" | "missing_knowledge" | "unsupported_request" | "policy_restriction" | "tool_failure" | "pending_clarification" | "usage_limit" | "frustration" | "risk_topic" | "identity_verification" | "high_intent" | "low_confidence" | "repeated_correction" | "urgency" | "agent_takeover" | "api_request") | string | null;
            rule: string | null;
            queue: string | null;
            priority: 1 | 2 | 3 | 4 | 5 | null;
            tier: string | null;
            sla: string | null;
            evidence: {
                turn: number;
                feature: string;
                start?: number;
                end?: number;
                value?: number | string | boolean;
            }[];
            policy: string;
            policy_version: number;
            /** @description version of the model whose features took part */
            model: string | null;
            /** @enum {string|null} */
            proposal_answer: "yes" | "no" | "later" | "none" | null;
            nearest: {
                rule: string;
                distance: number;
            } | null;
        } | null;
        Pending: {
            /** @enum {string} */
            status: "pending";
            turn?: {
                id: string;
            };
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            instance: string;
            request_id: string;
            errors?: {
                pointer: string;
                code: string;
                message: string;
                /** @description in a policy: where in its document */
                path?: string;
                line?: number | null;
                fix?: string;
            }[];
            current?: components["schemas"]["Answer"];
        };
        Answer: {
            /** @enum {string} */
            owner: "ai" | "queue" | "agent";
            owner_id: string | null;
            epoch: number;
            /** @enum {string} */
            status: "pending" | "open" | "snoozed" | "resolved";
            handoff: components["schemas"]["HandoffView"];
            say_to_customer: string | null;
            /** @description under which the sentence is kept; `notice.posted` names it */
            notice_id?: string;
        } | null;
        TurnRequest: {
            turn?: components["schemas"]["TurnInput"];
            turns?: components["schemas"]["TurnInput"][];
            messages?: components["schemas"]["ChatMessage"][];
            /** @description with `messages`: the epoch the new assistant turns were written under */
            epoch?: number;
            customer?: components["schemas"]["CustomerFacts"];
            hints?: {
                queue?: string;
                agent?: string;
            };
            /** @enum {string} */
            channel?: "chat" | "email" | "meeting" | "callback";
        };
        TurnInput: {
            id: string;
            /** @enum {string} */
            role: "customer" | "assistant" | "tool";
            /** @description may be empty when tool_calls are given */
            content: string;
            tool_calls?: {
                name: string;
                arguments: {
                    [key: string]: unknown;
                } | string;
            }[];
            error?: boolean;
            signals?: components["schemas"]["Signals"];
            sequence?: number;
            epoch?: number;
            attachments?: string[];
        };
        Signals: {
            confidence?: number;
            retrieval_score?: number;
            intent?: string;
            topic?: string;
            sentiment?: number;
            unanswered?: boolean;
            policy_block?: boolean;
            /** @enum {string} */
            identity_check?: "passed" | "failed";
            /** @enum {string} */
            urgency?: "low" | "normal" | "high";
            handoff_requested?: boolean;
            handoff_reason?: ("customer_request" | "missing_knowledge" | "unsupported_request" | "policy_restriction" | "tool_failure" | "pending_clarification" | "usage_limit" | "frustration" | "risk_topic" | "identity_verification" | "high_intent" | "low_confidence" | "repeated_correction" | "urgency" | "agent_takeover" | "api_request") | string;
        };
        ChatMessage: {
            /** @enum {string} */
            role: "system" | "developer" | "user" | "assistant" | "tool" | "function";
            content?: string | ({
                type: string;
                text?: string;
            } & {
                [key: string]: unknown;
            })[] | null;
            tool_calls?: ({
                function: {
                    name: string;
                    arguments: string | {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            })[] | null;
        } & {
            [key: string]: unknown;
        };
        CustomerFacts: {
            id?: string;
            name?: string;
            email?: string;
            language?: string;
            /** @description IANA name, such as Europe/Berlin */
            time_zone?: string;
            tier?: string;
            value?: number;
            attributes?: {
                [key: string]: unknown;
            };
        };
        HandoffRequest: {
            reason?: ("customer_request" | "missing_knowledge" | "unsupported_request" | "policy_restriction" | "tool_failure" | "pending_clarification" | "usage_limit" | "frustration" | "risk_topic" | "identity_verification" | "high_intent" | "low_confidence" | "repeated_correction" | "urgency" | "agent_takeover" | "api_request") | string;
            queue?: string;
            agent?: string;
            /** @enum {string} */
            by?: "customer" | "bot";
            customer?: components["schemas"]["CustomerFacts"];
        };
        ReplyRequest: {
            id?: string;
            content: string;
            epoch?: number;
            attachments?: string[];
        };
        ResolveRequest: {
            /** @enum {string} */
            outcome: "resolved" | "partial" | "unresolved" | "no_issue";
            reason_code?: string;
            resolution_code?: string;
            /** @enum {string} */
            verdict?: "needed" | "avoidable" | "too_late" | "wrong_queue";
            summary?: string;
            /**
             * @description ends it as spam or abuse, wherever it stands; an agent only what they hold
             * @enum {string}
             */
            close_as?: "spam" | "abuse";
        };
        PromiseRequest: {
            /** @enum {string} */
            kind: "write_by" | "call_by";
            /** Format: date-time */
            due: string;
        };
        MeetingRequest: {
            /** Format: date-time */
            starts: string;
            agent?: string;
        };
        MeetingReport: {
            /** @enum {string} */
            result: "booked" | "canceled" | "attended" | "missed";
            /** Format: date-time */
            starts?: string;
            /** Format: date-time */
            ends?: string;
        };
        MeetingOptions: {
            slots: {
                starts_at: number;
                ends_at: number;
                /** Format: date-time */
                starts: string;
                agents: number;
            }[];
            link: {
                provider: string;
                url: string;
            } | null;
        };
        MeetingLink: {
            /** @enum {string} */
            scope: "queue" | "agent";
            id: string;
            provider: string;
            template: string;
        };
        MeetingLinkRequest: {
            /** @enum {string} */
            scope: "queue" | "agent";
            id: string;
            template: string;
        };
        ConversationSummary: {
            id: string;
            /** @enum {string} */
            status: "pending" | "open" | "snoozed" | "resolved";
            /** @enum {string} */
            owner: "ai" | "queue" | "agent";
            owner_id: string | null;
            epoch: number;
            /** @description sequence of the last event */
            version: number;
            turns: number;
            /** @enum {string} */
            channel: "chat" | "email" | "meeting" | "callback";
            language: string | null;
            tier: string | null;
            handoff: components["schemas"]["HandoffView"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Conversation: {
            id: string;
            /** @enum {string} */
            status: "pending" | "open" | "snoozed" | "resolved";
            /** @enum {string} */
            owner: "ai" | "queue" | "agent";
            owner_id: string | null;
            epoch: number;
            /** @description sequence of the last event */
            version: number;
            turns: number;
            /** @enum {string} */
            channel: "chat" | "email" | "meeting" | "callback";
            language: string | null;
            tier: string | null;
            handoff: components["schemas"]["HandoffView"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @enum {string} */
            arm: "brief" | "no_brief" | "propose";
            outcome: string | null;
            policy: string;
            policy_version: number;
            /** Format: date-time */
            deadline_at: string | null;
            /** Format: date-time */
            snoozed_until: string | null;
            /** @description running, in the order in which they began */
            clocks: components["schemas"]["ClockRecord"][];
            /** @description for agents, supervisors and admins */
            customer?: {
                [key: string]: unknown;
            };
            /** @description for supervisors, operators and admins */
            temporal?: {
                workflow_id: string;
                ui_url: string | null;
            };
        };
        ClockRecord: {
            /** @enum {string} */
            metric: "time_to_human" | "first_response" | "next_response" | "resolution";
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            due_at: string;
            paused: boolean;
            breached: boolean;
        };
        Turn: {
            id: string;
            sequence: number;
            /** @enum {string} */
            role: "customer" | "assistant" | "tool" | "agent";
            content: string;
            content_ref: string | null;
            tool_calls: {
                name: string;
                arguments: {
                    [key: string]: unknown;
                };
            }[] | null;
            error: boolean;
            attachments: string[];
            actor: string | null;
            epoch: number;
            /** Format: date-time */
            at: string;
        };
        DecisionRecord: {
            /** @enum {string} */
            action: "continue" | "propose" | "handoff";
            reason: ("customer_request" | "missing_knowledge" | "unsupported_request" | "policy_restriction" | "tool_failure" | "pending_clarification" | "usage_limit" | "frustration" | "risk_topic" | "identity_verification" | "high_intent" | "low_confidence" | "repeated_correction" | "urgency" | "agent_takeover" | "api_request") | string | null;
            rule: string | null;
            queue: string | null;
            priority: 1 | 2 | 3 | 4 | 5 | null;
            tier: string | null;
            sla: string | null;
            evidence: {
                turn: number;
                feature: string;
                start?: number;
                end?: number;
                value?: number | string | boolean;
            }[];
            policy: string;
            policy_version: number;
            /** @description version of the model whose features took part */
            model: string | null;
            /** @enum {string|null} */
            proposal_answer: "yes" | "no" | "later" | "none" | null;
            nearest: {
                rule: string;
                distance: number;
            } | null;
            turn: number;
            /** @description every feature measured on the turn */
            features: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
        };
        BriefRecord: {
            id: string;
            handoff_id: string;
            writer: string;
            supported: number;
            dropped: number;
            supported_share: number;
            fallback: string | null;
            revision: number;
            settled: boolean;
            document: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
        };
        ConversationPackage: {
            /**
             * @description of this document
             * @enum {number}
             */
            format: 1;
            /** @description sequence of the last event in it */
            version: number;
            /** Format: date-time */
            generated_at: string;
            conversation: components["schemas"]["Conversation"];
            turns: components["schemas"]["Turn"][];
            decisions: components["schemas"]["DecisionRecord"][];
            handoffs: components["schemas"]["HandoffRecord"][];
            brief: components["schemas"]["BriefRecord"] & (Record<string, never> | null);
            notes: {
                id: string;
                actor: string;
                content: string;
                /** Format: date-time */
                at: string;
            }[];
            segment_summaries: {
                handoff_id: string;
                summary: string | null;
                result: {
                    [key: string]: unknown;
                } | null;
                /** Format: date-time */
                at: string;
            }[];
            notices: {
                id: string;
                key: string;
                content: string;
                /** Format: date-time */
                at: string;
            }[];
            attachments: {
                id: string;
                name: string;
                media_type: string;
                bytes: number;
                sha256: string;
                url: string;
            }[];
        };
        HandoffRecord: {
            id: string;
            number: number;
            state: string;
            reason: string;
            rule: string | null;
            turn: number;
            queue: string;
            priority: number;
            agent: string | null;
            /** Format: date-time */
            requested_at: string;
            /** Format: date-time */
            accepted_at: string | null;
            /** Format: date-time */
            active_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
        };
        ConversationEvent: {
            id: string;
            /** @enum {string} */
            type: "conversation.created" | "conversation.owner_changed" | "conversation.resolved" | "conversation.reopened" | "conversation.abandoned" | "conversation.erased" | "conversation.snoozed" | "conversation.unsnoozed" | "turn.created" | "note.added" | "turn.suppressed" | "turn.decided" | "handoff.requested" | "handoff.briefed" | "handoff.queued" | "handoff.offered" | "handoff.accepted" | "handoff.rejected" | "handoff.timeout" | "offer.rescinded" | "handoff.active" | "handoff.transferred" | "handoff.channel_chosen" | "handoff.announced" | "handoff.channels_offered" | "handoff.details_left" | "handoff.wrapping" | "handoff.returned" | "handoff.completed" | "handoff.canceled" | "handoff.deflected" | "handoff.abandoned" | "handoff.failed" | "handoff.expired" | "proposal.made" | "proposal.answered" | "sla.started" | "sla.recounted" | "sla.stopped" | "sla.warning" | "sla.breached" | "promise.made" | "promise.kept" | "promise.broken" | "promise.withdrawn" | "notice.posted" | "meeting.sent" | "meeting.booked" | "meeting.moved" | "meeting.canceled" | "meeting.attended" | "meeting.missed" | "delivery.failed" | "outcome.recorded" | "outcome.rated" | "outcome.settled" | "agent.presence_changed";
            /** Format: date-time */
            timestamp: string;
            tenant: string;
            conversation_id: string;
            sequence: number;
            data: {
                [key: string]: unknown;
            };
            turn?: {
                id: string;
                sequence: number;
                /** @enum {string} */
                role: "customer" | "assistant" | "tool" | "agent";
                content: string;
                actor: string | null;
                /** Format: date-time */
                at: string;
            };
            /** @description what Baton itself told the customer */
            notice?: {
                id: string;
                key: string;
                content: string;
                /** Format: date-time */
                at: string;
            };
        };
        Event: {
            id: string;
            /** @enum {string} */
            type: "conversation.created" | "conversation.owner_changed" | "conversation.resolved" | "conversation.reopened" | "conversation.abandoned" | "conversation.erased" | "conversation.snoozed" | "conversation.unsnoozed" | "turn.created" | "note.added" | "turn.suppressed" | "turn.decided" | "handoff.requested" | "handoff.briefed" | "handoff.queued" | "handoff.offered" | "handoff.accepted" | "handoff.rejected" | "handoff.timeout" | "offer.rescinded" | "handoff.active" | "handoff.transferred" | "handoff.channel_chosen" | "handoff.announced" | "handoff.channels_offered" | "handoff.details_left" | "handoff.wrapping" | "handoff.returned" | "handoff.completed" | "handoff.canceled" | "handoff.deflected" | "handoff.abandoned" | "handoff.failed" | "handoff.expired" | "proposal.made" | "proposal.answered" | "sla.started" | "sla.recounted" | "sla.stopped" | "sla.warning" | "sla.breached" | "promise.made" | "promise.kept" | "promise.broken" | "promise.withdrawn" | "notice.posted" | "meeting.sent" | "meeting.booked" | "meeting.moved" | "meeting.canceled" | "meeting.attended" | "meeting.missed" | "delivery.failed" | "outcome.recorded" | "outcome.rated" | "outcome.settled" | "agent.presence_changed";
            /** Format: date-time */
            timestamp: string;
            tenant: string;
            conversation_id: string;
            sequence: number;
            data: {
                [key: string]: unknown;
            };
        };
        InboxPage: {
            data: components["schemas"]["InboxItem"][];
            next_cursor: string | null;
            has_more: boolean;
            counts: {
                offers: number;
                mine: number;
                waiting: number;
                snoozed: number;
            };
        };
        InboxItem: {
            conversation_id: string;
            /** @enum {string} */
            status: "pending" | "open" | "snoozed" | "resolved";
            /** @enum {string} */
            owner: "ai" | "queue" | "agent";
            owner_id: string | null;
            /** @enum {string} */
            channel: "chat" | "email" | "meeting" | "callback";
            customer: {
                id: string | null;
                name: string | null;
                tier: string | null;
                language: string | null;
            };
            case_number: string | null;
            queue: string | null;
            reason: string | null;
            priority: number | null;
            handoff_state: string | null;
            /** Format: date-time */
            requested_at: string | null;
            /** Format: date-time */
            snoozed_until: string | null;
            clocks: components["schemas"]["ClockRecord"][];
            last_turn: {
                sequence: number;
                /** @enum {string} */
                role: "customer" | "assistant" | "tool" | "agent";
                /** @description empty for who may not read transcripts */
                excerpt: string;
                /** Format: date-time */
                at: string;
            } | null;
            /** @description turns of the customer that the reader has not seen */
            unread: number;
            /** Format: date-time */
            updated_at: string;
        };
        HistoryItem: {
            conversation_id: string;
            /** @enum {string} */
            status: "pending" | "open" | "snoozed" | "resolved";
            outcome: string | null;
            reason: string | null;
            queue: string | null;
            agent: string | null;
            turns: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description whether the caller may open it */
            visible: boolean;
        };
        Suggestion: {
            id: string;
            number: number;
            writer: string;
            content: string;
            passages: {
                document: string;
                number: number;
                title: string;
                url: string | null;
            }[];
        };
        SuggestionUse: {
            sent: string | null;
        };
        SuggestionKpi: {
            shown: number;
            used: number;
            edited: number;
            ignored: number;
            adopted_share: number | null;
            by_writer: {
                [key: string]: {
                    shown: number;
                    adopted: number;
                };
            };
        };
        FilledFields: {
            target: string;
            complete: boolean;
            brief_id: string;
            writer: string;
            fields: {
                name: string;
                /** @enum {string} */
                type: "text" | "number" | "date" | "email" | "phone" | "choice";
                required: boolean;
                value: string | number | null;
                turns: number[];
                problem: string | null;
            }[];
        };
        WrapUpProposal: {
            writer: string;
            summary: {
                text: string;
                turns: number[];
            }[];
            reason_code: string;
            resolution_code: string;
            /** @enum {string} */
            outcome: "resolved" | "partial" | "unresolved" | "no_issue";
            reason_codes: string[];
            resolution_codes: string[];
            question: {
                text: string;
                choices: ("needed" | "avoidable" | "too_late" | "wrong_queue")[];
            };
        };
        KnowledgePassage: {
            document_id: string;
            passage: number;
            title: string;
            heading: string;
            url: string | null;
            content: string;
            score: number;
        };
        KnowledgeDocument: {
            id: string;
            source: string;
            title: string;
            url: string | null;
            language: string | null;
            passages: number;
            /** Format: date-time */
            imported_at: string;
        };
        KnowledgeImport: {
            source: string;
            /** @enum {string} */
            kind: "markdown" | "html";
            content: string;
            title?: string;
            /** Format: uri */
            url?: string;
            language?: string;
        };
        Macro: {
            id: string;
            name: string;
            content: string;
            language: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        MacroBody: {
            name: string;
            content: string;
            language?: string;
        };
        Offer: {
            id: string;
            conversation_id: string;
            handoff_id: string;
            agent: string;
            /** @enum {string} */
            state: "pending" | "accepted" | "rejected" | "timeout" | "canceled" | "rescinded";
            reason: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            answered_at: string | null;
            handoff: {
                reason: string;
                queue: string;
                priority: number;
                /** Format: date-time */
                requested_at: string;
            } | null;
        };
        WaitingCase: {
            /** @description 1 is served next */
            position: number;
            conversation_id: string;
            handoff_id: string;
            priority: number;
            /** @enum {string} */
            channel: "chat" | "email" | "meeting" | "callback";
            language: string | null;
            tier: string | null;
            waited_seconds: number;
            /** @description seconds of waiting and head start; the greatest is served first */
            score: number;
            /** @description what the score is made of */
            contributions: {
                /** @enum {string} */
                from: "waiting" | "priority" | "tier" | "reason" | "value" | "open_tickets" | "sla";
                seconds: number;
            }[];
            /** @description routing steps reached */
            step: number;
            /** Format: date-time */
            next_step_at: string | null;
            /** @description the open offer, if an agent is being asked */
            offer_id: string | null;
        };
        OfferShare: {
            agent: string;
            offers: number;
            accepted: number;
            rejected: number;
            timeout: number;
            /** @description of all offers, 0 to 1 */
            share: number;
        };
        Agent: {
            id: string;
            name: string;
            capacity: number;
            queues: string[];
            skills: {
                [key: string]: number;
            };
            languages: string[];
            tiers: string[];
            /** @description working hours: the agent is offered nothing outside them */
            calendar: string | null;
            /** @description queues whose cases the agent may see but not take */
            read_only_queues: string[];
            /** @description units at most by channel, within the capacity */
            channel_capacity: {
                chat?: number;
                email?: number;
                meeting?: number;
                callback?: number;
            };
            /** @description cases are given without asking; null does as the queue says */
            auto_accept: boolean | null;
            /**
             * Format: email
             * @description their own mailbox: what comes from it is never taken for a customer
             */
            email: string | null;
            /**
             * @description `wrapping`: online, and a resolved case still counts as work
             * @enum {string}
             */
            presence: "online" | "away" | "offline" | "wrapping";
            /** Format: date-time */
            presence_at: string;
            away_reason: string | null;
            heartbeat_seconds: number | null;
            /** @description units of capacity that open cases and offers hold */
            units_taken: number;
            /** Format: date-time */
            created_at: string;
        };
        AgentCreate: {
            name: string;
            capacity?: number;
            queues?: string[];
            skills?: {
                [key: string]: number;
            };
            languages?: string[];
            tiers?: string[];
            /** @description working hours: the agent is offered nothing outside them */
            calendar?: string | null;
            /** @description queues whose cases the agent may see but not take */
            read_only_queues?: string[];
            /** @description units at most by channel, within the capacity */
            channel_capacity?: {
                chat?: number;
                email?: number;
                meeting?: number;
                callback?: number;
            };
            /** @description cases are given without asking; null does as the queue says */
            auto_accept?: boolean | null;
            /**
             * Format: email
             * @description their own mailbox: what comes from it is never taken for a customer
             */
            email?: string | null;
            id: string;
        };
        AgentChange: {
            name?: string;
            capacity?: number;
            queues?: string[];
            skills?: {
                [key: string]: number;
            };
            languages?: string[];
            tiers?: string[];
            /** @description working hours: the agent is offered nothing outside them */
            calendar?: string | null;
            /** @description queues whose cases the agent may see but not take */
            read_only_queues?: string[];
            /** @description units at most by channel, within the capacity */
            channel_capacity?: {
                chat?: number;
                email?: number;
                meeting?: number;
                callback?: number;
            };
            /** @description cases are given without asking; null does as the queue says */
            auto_accept?: boolean | null;
            /**
             * Format: email
             * @description their own mailbox: what comes from it is never taken for a customer
             */
            email?: string | null;
        };
        Queue: {
            id: string;
            name: string;
            calendar: string | null;
            offer_timeout_seconds: number;
            wrap_up_seconds: number;
            units: number;
            /** @description units by channel where they differ from `units` */
            channel_units: {
                chat?: number;
                email?: number;
                meeting?: number;
                callback?: number;
            };
            required_skills: string[];
            /** @description least level of each skill, beside `required_skills` (level 1) */
            skill_levels: {
                [key: string]: number;
            };
            /** @description only agents who speak the customer's language are asked */
            require_language: boolean;
            /** @description only agents of the customer's tier are asked */
            require_tier: boolean;
            /** @enum {string} */
            pick_rule: "fewest_active" | "round_robin" | "most_spare";
            /** @description the agent who last served the customer is asked first */
            sticky: boolean;
            /** @description cases are given without asking */
            auto_accept: boolean;
            routing_steps: components["schemas"]["RoutingStep"][];
            resolution_codes: string[];
            open: boolean;
            /** @description handoffs that wait in it now */
            waiting: number;
            /** Format: date-time */
            created_at: string;
        };
        RoutingStep: {
            after_seconds: number;
            drop_skills?: string[];
            lower_levels?: number;
            drop_language?: boolean;
            drop_tier?: boolean;
            /** @description the agents of this queue are asked as well */
            overflow_queue?: string;
            /** @description everybody who may reply is asked */
            any_agent?: boolean;
        };
        QueueCreate: {
            name: string;
            calendar?: string | null;
            offer_timeout_seconds?: number;
            wrap_up_seconds?: number;
            units?: number;
            /** @description units by channel where they differ from `units` */
            channel_units?: {
                chat?: number;
                email?: number;
                meeting?: number;
                callback?: number;
            };
            required_skills?: string[];
            /** @description least level of each skill, beside `required_skills` (level 1) */
            skill_levels?: {
                [key: string]: number;
            };
            /** @description only agents who speak the customer's language are asked */
            require_language?: boolean;
            /** @description only agents of the customer's tier are asked */
            require_tier?: boolean;
            /** @enum {string} */
            pick_rule?: "fewest_active" | "round_robin" | "most_spare";
            /** @description the agent who last served the customer is asked first */
            sticky?: boolean;
            /** @description cases are given without asking */
            auto_accept?: boolean;
            routing_steps?: components["schemas"]["RoutingStep"][];
            resolution_codes?: string[];
            open?: boolean;
            id: string;
        };
        QueueChange: {
            name?: string;
            calendar?: string | null;
            offer_timeout_seconds?: number;
            wrap_up_seconds?: number;
            units?: number;
            /** @description units by channel where they differ from `units` */
            channel_units?: {
                chat?: number;
                email?: number;
                meeting?: number;
                callback?: number;
            };
            required_skills?: string[];
            /** @description least level of each skill, beside `required_skills` (level 1) */
            skill_levels?: {
                [key: string]: number;
            };
            /** @description only agents who speak the customer's language are asked */
            require_language?: boolean;
            /** @description only agents of the customer's tier are asked */
            require_tier?: boolean;
            /** @enum {string} */
            pick_rule?: "fewest_active" | "round_robin" | "most_spare";
            /** @description the agent who last served the customer is asked first */
            sticky?: boolean;
            /** @description cases are given without asking */
            auto_accept?: boolean;
            routing_steps?: components["schemas"]["RoutingStep"][];
            resolution_codes?: string[];
            open?: boolean;
        };
        PolicyVersion: {
            name: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "active" | "retired";
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            activated_at: string | null;
            activated_by: string | null;
        };
        PolicyActivation: {
            name: string;
            version: number;
            /** @enum {string} */
            kind: "activated" | "rolled_back";
            /** Format: date-time */
            at: string;
            by: string;
        };
        Policy: {
            name: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "active" | "retired";
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            activated_at: string | null;
            activated_by: string | null;
            source: string;
            document: {
                [key: string]: unknown;
            };
            tests: string | null;
            /** @description in the answer to a draft: what works, but perhaps not as it was meant */
            warnings?: {
                path: string;
                line: number | null;
                message: string;
                fix: string;
            }[];
        };
        PolicyDiff: {
            from: {
                name: string;
                version: number;
            };
            to: {
                name: string;
                version: number;
            };
            changes: {
                path: string;
                /** @enum {string} */
                change: "added" | "removed" | "changed";
                before?: unknown;
                after?: unknown;
            }[];
        };
        PolicyChecks: {
            passed: boolean;
            checks: {
                name: string;
                passed: boolean;
                findings: string[];
            }[];
        };
        LedgerDecision: {
            /** @enum {string} */
            action: "continue" | "propose" | "handoff";
            reason: ("customer_request" | "missing_knowledge" | "unsupported_request" | "policy_restriction" | "tool_failure" | "pending_clarification" | "usage_limit" | "frustration" | "risk_topic" | "identity_verification" | "high_intent" | "low_confidence" | "repeated_correction" | "urgency" | "agent_takeover" | "api_request") | string | null;
            rule: string | null;
            queue: string | null;
            priority: 1 | 2 | 3 | 4 | 5 | null;
            tier: string | null;
            sla: string | null;
            evidence: {
                turn: number;
                feature: string;
                start?: number;
                end?: number;
                value?: number | string | boolean;
            }[];
            policy: string;
            policy_version: number;
            /** @description version of the model whose features took part */
            model: string | null;
            /** @enum {string|null} */
            proposal_answer: "yes" | "no" | "later" | "none" | null;
            nearest: {
                rule: string;
                distance: number;
            } | null;
            turn: number;
            /** @description every feature measured on the turn */
            features: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
            conversation_id: string;
        };
        PolicyValidation: {
            ok: boolean;
            errors: {
                path: string;
                line: number | null;
                message: string;
                fix: string;
            }[];
            warnings: {
                path: string;
                line: number | null;
                message: string;
                fix: string;
            }[];
            /** @description what is wrong with the file of tests */
            test_errors: string[];
            failed_tests: {
                title: string;
                passed: boolean;
                expected: {
                    [key: string]: unknown;
                };
                got: {
                    [key: string]: unknown;
                } | null;
                note: string | null;
            }[];
        };
        PolicyActivate: {
            /** @description Why it may decide although the back-test speaks against it; audited, admin only. */
            override_reason?: string;
        };
        PolicyPatch: {
            patch: ({
                /** @enum {string} */
                op: "replace";
                path: string;
                value: number | string;
            } | {
                /** @enum {string} */
                op: "remove";
                path: string;
            })[];
        };
        Backtest: {
            id: string;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            policy: string | null;
            version: number | null;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            finished_at: string | null;
            error: string | null;
            report: components["schemas"]["BacktestReport"];
        };
        BacktestReport: {
            conversations: number;
            turns: number;
            reviewed: number;
            weeks: number;
            /** @description how often the policy of now, replayed, hands off where it was really done */
            fidelity: {
                of: number;
                same: number;
                share: number | null;
            };
            changes: {
                earlier?: number;
                later?: number;
                new?: number;
                gone?: number;
                other_queue?: number;
            };
            examples: {
                earlier?: {
                    conversation: string;
                    turn_before: number | null;
                    turn_after: number | null;
                    rule_before: string | null;
                    rule_after: string | null;
                    /** @enum {string|null} */
                    verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
                }[];
                later?: {
                    conversation: string;
                    turn_before: number | null;
                    turn_after: number | null;
                    rule_before: string | null;
                    rule_after: string | null;
                    /** @enum {string|null} */
                    verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
                }[];
                new?: {
                    conversation: string;
                    turn_before: number | null;
                    turn_after: number | null;
                    rule_before: string | null;
                    rule_after: string | null;
                    /** @enum {string|null} */
                    verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
                }[];
                gone?: {
                    conversation: string;
                    turn_before: number | null;
                    turn_after: number | null;
                    rule_before: string | null;
                    rule_after: string | null;
                    /** @enum {string|null} */
                    verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
                }[];
                other_queue?: {
                    conversation: string;
                    turn_before: number | null;
                    turn_after: number | null;
                    rule_before: string | null;
                    rule_after: string | null;
                    /** @enum {string|null} */
                    verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
                }[];
            };
            before: {
                handoffs: number;
                proposals: number;
                by_rule: {
                    [key: string]: number;
                };
                queues: {
                    [key: string]: {
                        handoffs_per_week: number;
                        agent_hours_per_week: number;
                        /** @description cases in the busiest hour of the week, on average */
                        busiest_hour: number;
                        /** @description then, for 80 % within two minutes (Erlang C) */
                        agents_needed: number;
                    };
                };
                accuracy: {
                    /** @description null: nobody reviewed */
                    precision: number | null;
                    /** @description null: nobody reviewed */
                    recall: number | null;
                    /** @description null: nobody reviewed */
                    f1: number | null;
                    of: number;
                };
            };
            after: {
                handoffs: number;
                proposals: number;
                by_rule: {
                    [key: string]: number;
                };
                queues: {
                    [key: string]: {
                        handoffs_per_week: number;
                        agent_hours_per_week: number;
                        /** @description cases in the busiest hour of the week, on average */
                        busiest_hour: number;
                        /** @description then, for 80 % within two minutes (Erlang C) */
                        agents_needed: number;
                    };
                };
                accuracy: {
                    /** @description null: nobody reviewed */
                    precision: number | null;
                    /** @description null: nobody reviewed */
                    recall: number | null;
                    /** @description null: nobody reviewed */
                    f1: number | null;
                    of: number;
                };
            };
            must_hand_off: {
                [key: string]: {
                    of: number;
                    before: number;
                    after: number;
                    lost: string[];
                };
            };
            gate: {
                passed: boolean;
                findings: string[];
            };
            /** @description what the reviewed conversations of the window speak for: changes of the policy that decides now; absent in reports from before it */
            suggested?: {
                policy: {
                    name: string;
                    version: number;
                };
                changes: components["schemas"]["PolicySuggestion"][];
            };
        } | null;
        PolicySuggestion: {
            rule: string;
            /** @enum {string} */
            kind: "threshold" | "ask_first" | "remove";
            /** @description JSON Patch over the policy that decides now */
            patch: ({
                /** @enum {string} */
                op: "replace";
                path: string;
                value: number | string;
            } | {
                /** @enum {string} */
                op: "remove";
                path: string;
            })[];
            from: number | null;
            to: number | null;
            found_on: {
                before: {
                    precision: number | null;
                    recall: number | null;
                    f1: number | null;
                    of: number;
                };
                after: {
                    precision: number | null;
                    recall: number | null;
                    f1: number | null;
                    of: number;
                };
            };
            held_out: {
                before: {
                    precision: number | null;
                    recall: number | null;
                    f1: number | null;
                    of: number;
                };
                after: {
                    precision: number | null;
                    recall: number | null;
                    f1: number | null;
                    of: number;
                };
            };
        };
        BacktestCreate: {
            /** @description a stored policy, with `version` */
            policy?: string;
            version?: number;
            /** @description a candidate that is not stored */
            source?: string;
            /**
             * Format: date-time
             * @description default: four weeks ago
             */
            since?: string;
            /** Format: date-time */
            until?: string;
        };
        ReviewTask: {
            id: string;
            conversation_id: string;
            handoff_id: string | null;
            round: string;
            /** @enum {string} */
            stratum: "handoff" | "close_miss" | "near_miss" | "quiet";
            assigned_to: string;
            /** Format: date-time */
            due_at: string;
            /** @enum {string|null} */
            verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
            /** Format: date-time */
            reviewed_at: string | null;
        };
        ReviewMaterial: {
            id: string;
            conversation_id: string;
            handoff_id: string | null;
            round: string;
            /** @enum {string} */
            stratum: "handoff" | "close_miss" | "near_miss" | "quiet";
            assigned_to: string;
            /** Format: date-time */
            due_at: string;
            /** @enum {string|null} */
            verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
            /** Format: date-time */
            reviewed_at: string | null;
            redacted: boolean;
            turns: {
                sequence: number;
                /** @enum {string} */
                role: "customer" | "assistant" | "tool" | "agent";
                content: string;
                /** Format: date-time */
                at: string;
                action: string | null;
                rule: string | null;
                reason: string | null;
                nearest: {
                    rule: string;
                    distance: number;
                } | null;
            }[];
        };
        ReviewLabel: {
            /** @enum {string} */
            verdict: "needed" | "avoidable" | "too_late" | "wrong_queue";
            needed_at_turn?: number;
            note?: string;
        };
        ReviewRound: {
            id: string;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            due_at: string;
            strata: {
                handoff?: {
                    of: number;
                    drawn: number;
                };
                close_miss?: {
                    of: number;
                    drawn: number;
                };
                near_miss?: {
                    of: number;
                    drawn: number;
                };
                quiet?: {
                    of: number;
                    drawn: number;
                };
            };
            report: components["schemas"]["ReviewReport"];
            /** Format: date-time */
            reported_at: string | null;
            /** Format: date-time */
            mailed_at: string | null;
        };
        ReviewReport: {
            this_week: {
                handoffs: number;
                handoff_rate: number | null;
                precision: number | null;
                completion_rate: number | null;
                time_to_first_action_seconds: number | null;
                time_to_human_seconds: number | null;
                handle_seconds: number | null;
            };
            last_week: {
                handoffs: number;
                handoff_rate: number | null;
                precision: number | null;
                completion_rate: number | null;
                time_to_first_action_seconds: number | null;
                time_to_human_seconds: number | null;
                handle_seconds: number | null;
            };
            reviewed: number;
            open: number;
            /** @description estimated over the whole week by sampling weights */
            accuracy: {
                precision: number | null;
                recall: number | null;
                f1: number | null;
                of: number;
            };
            /** @description Cohen's kappa */
            agreement: {
                pairs: number;
                value: number | null;
            };
            worst_rules: {
                rule: string;
                handoffs: number;
                reviewed: number;
                needless: number;
                precision: number | null;
            }[];
            missed: {
                conversation: string;
                needed_at_turn: number | null;
                nearest_rule: string | null;
                /** @enum {string} */
                verdict: "needed" | "avoidable" | "too_late" | "wrong_queue";
            }[];
            knowledge_gaps: {
                terms: string[];
                conversations: number;
                examples: {
                    conversation: string;
                    turn: number;
                }[];
            }[];
            policy: {
                name: string;
                version: number;
            };
            suggestions: components["schemas"]["PolicySuggestion"][];
        } | null;
        ReviewSettings: {
            enabled: boolean;
            reviewers: string[];
            report_to: string[];
            time_zone: string;
            hour: number;
            sample_size: number;
            double_share: number;
            due_hours: number;
            report_hours: number;
        };
        ReviewSettingsWrite: {
            enabled?: boolean;
            /** @description ids of agents, or of people who review with a key of role supervisor */
            reviewers?: string[];
            report_to?: string[];
            time_zone?: string;
            /** @description on Thursday, when the sample is drawn */
            hour?: number;
            sample_size?: number;
            /** @description judged by two people */
            double_share?: number;
            due_hours?: number;
            /** @description 97 after Thursday 6:00 is Monday 7:00 */
            report_hours?: number;
        };
        Floor: {
            /** Format: date-time */
            at: string;
            switches: components["schemas"]["Switches"];
            queues: {
                id: string;
                name: string;
                /** @enum {string} */
                staffing: "staffed" | "outside_hours" | "nobody_on_shift" | "queue_closed" | "humans_off";
                /** Format: date-time */
                back_at: string | null;
                open: boolean;
                /** @description cases that wait, offered ones as well */
                waiting: number;
                /** @description of them, those an agent is being asked about */
                offered: number;
                /** @description cases that an agent holds */
                held: number;
                /** @description seconds */
                oldest_waiting_seconds: number | null;
                /** @description open cases with a clock that warned and has not breached */
                at_risk: number;
                /** @description open cases with a clock that breached */
                breached: number;
                agents_on_shift: number;
                accepts_last_hour: number;
                /** @description seconds */
                median_wait_seconds: number | null;
            }[];
            agents: {
                id: string;
                name: string;
                presence: string;
                /** @description why they are away, where they said so */
                away_reason: string | null;
                on_shift: boolean;
                capacity: number;
                units_taken: number;
                cases: number;
                /** @description seconds */
                longest_case_seconds: number | null;
            }[];
        };
        Switches: {
            humans_off: boolean;
            ai_off: boolean;
            note: string | null;
            /** Format: date-time */
            changed_at: string | null;
            changed_by: string | null;
        };
        WhyWaiting: {
            waiting: boolean;
            /** @enum {string} */
            owner: "ai" | "queue" | "agent";
            owner_id: string | null;
            /** @description null when nothing waits */
            case: {
                handoff_id: string;
                queue: string;
                priority: number;
                /**
                 * Format: date-time
                 * @description when it was requested; transfers and reassignment keep it
                 */
                since: string;
                waited_seconds: number;
                place: number | null;
                /** @description seconds */
                expected_wait_seconds: number | null;
                /** @enum {string} */
                staffing: "staffed" | "outside_hours" | "nobody_on_shift" | "queue_closed" | "humans_off";
                /** Format: date-time */
                back_at: string | null;
                /** @description most telling first */
                causes: ("offer_pending" | "humans_off" | "queue_closed" | "outside_hours" | "nobody_on_shift" | "nobody_eligible" | "all_full" | "agents_excluded" | "kept_for_colleague" | "step_not_reached" | "about_to_be_offered")[];
                offer: {
                    id: string;
                    agent: string;
                    /** Format: date-time */
                    until: string | null;
                } | null;
                /** @description routing steps reached */
                step: number;
                /** Format: date-time */
                next_step_at: string | null;
                precedence: {
                    /** @description seconds; the highest is served first */
                    score: number;
                    contributions: {
                        /** @enum {string} */
                        from: "waiting" | "priority" | "tier" | "reason" | "value" | "open_tickets" | "sla";
                        seconds: number;
                    }[];
                };
                /** @description agents who could be asked now */
                eligible: string[];
                hindered: {
                    agent: string;
                    /** @enum {string} */
                    hindrance: "offline" | "away" | "silent" | "off_shift" | "other_queue" | "may_not_reply" | "barred" | "holds_it" | "skills" | "language" | "tier" | "asked_recently" | "kept_for_another" | "full";
                }[];
                /** @description how many agents by what hinders them */
                hindrances: {
                    [key: string]: number;
                };
            } | null;
        };
        SwitchChange: {
            /** @description nobody is offered a case, no chat is promised */
            humans_off?: boolean;
            /** @description every conversation goes to a person */
            ai_off?: boolean;
            note?: string | null;
        };
        Calendar: {
            id: string;
            name: string;
            /** @description a name of the IANA time zone database */
            time_zone: string;
            /** @description wall times by weekday; several intervals a day */
            week: {
                mon?: [
                    string,
                    string
                ][];
                tue?: [
                    string,
                    string
                ][];
                wed?: [
                    string,
                    string
                ][];
                thu?: [
                    string,
                    string
                ][];
                fri?: [
                    string,
                    string
                ][];
                sat?: [
                    string,
                    string
                ][];
                sun?: [
                    string,
                    string
                ][];
            };
            holidays: string[];
            version: number;
            /** Format: date-time */
            updated_at: string;
        };
        CalendarWrite: {
            name?: string;
            /** @description a name of the IANA time zone database */
            time_zone: string;
            /** @description wall times by weekday; several intervals a day */
            week: {
                mon?: [
                    string,
                    string
                ][];
                tue?: [
                    string,
                    string
                ][];
                wed?: [
                    string,
                    string
                ][];
                thu?: [
                    string,
                    string
                ][];
                fri?: [
                    string,
                    string
                ][];
                sat?: [
                    string,
                    string
                ][];
                sun?: [
                    string,
                    string
                ][];
            };
            holidays?: string[];
        };
        AlertDestination: {
            name: string;
            /** @enum {string} */
            kind: "webhook" | "email";
            target: string;
            alerts: ("warning" | "breach" | "supervisor")[];
            queues: string[];
            enabled: boolean;
            /** @description signs what a webhook is sent; shown when the destination is made, null later */
            secret: string | null;
            /** Format: date-time */
            created_at: string;
        };
        AlertDestinationWrite: {
            /** @enum {string} */
            kind: "webhook";
            /** Format: uri */
            target: string;
            alerts: ("warning" | "breach" | "supervisor")[];
            queues?: string[];
            enabled?: boolean;
        } | {
            /** @enum {string} */
            kind: "email";
            /** Format: email */
            target: string;
            alerts: ("warning" | "breach" | "supervisor")[];
            queues?: string[];
            enabled?: boolean;
        };
        DeliveryDetail: {
            id: string;
            conversation_id: string | null;
            /** @enum {string} */
            channel: "webhook" | "email" | "slack" | "zendesk" | "hubspot" | "chatwoot" | "alert";
            /** @description the endpoint or connector; `customer` for mail to the customer */
            target: string;
            /** @description one over all attempts; the `webhook-id` of webhooks */
            idempotency_key: string;
            /** @enum {string} */
            state: "pending" | "delivered" | "failed" | "suppressed";
            /** @description why it was given up or suppressed */
            cause: string | null;
            event_type: string;
            event_sequence: number | null;
            /** @description the turn it carries, where it carries one */
            turn: number | null;
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            next_attempt_at: string | null;
            /** Format: date-time */
            finished_at: string | null;
            /** @description what the other side calls it, such as a Message-ID */
            receipt: string | null;
            attempt_log: {
                number: number;
                /** Format: date-time */
                at: string;
                status: number | null;
                error: string | null;
                /** @description null while it runs, and when it was cut off */
                duration_ms: number | null;
            }[];
        };
        ApiKey: {
            id: string;
            /** @enum {string} */
            role: "backend" | "agent" | "supervisor" | "operator" | "admin";
            agent: string | null;
            label: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /** Format: date-time */
            last_used_at: string | null;
        };
        ApiKeyCreated: {
            id: string;
            /** @enum {string} */
            role: "backend" | "agent" | "supervisor" | "operator" | "admin";
            agent: string | null;
            label: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /** @description shown once; null when the request is repeated */
            secret: string | null;
        };
        ApiKeyCreate: {
            /** @enum {string} */
            role: "backend" | "agent" | "supervisor" | "operator" | "admin";
            agent?: string;
            label: string;
            /** Format: date-time */
            expires_at?: string;
        };
        Review: {
            id: string;
            conversation_id: string;
            handoff_id: string | null;
            reviewer: string | null;
            /** @enum {string|null} */
            verdict: "needed" | "avoidable" | "too_late" | "wrong_queue" | null;
            needed_at_turn: number | null;
            /** Format: date-time */
            assigned_at: string;
            /** Format: date-time */
            reviewed_at: string | null;
        };
        ReviewCreate: {
            conversation: string;
            handoff?: string;
            /** @enum {string} */
            verdict: "needed" | "avoidable" | "too_late" | "wrong_queue";
            needed_at_turn?: number;
        };
        KpiReport: {
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until: string;
            /** @enum {string|null} */
            group_by: "day" | "week" | "queue" | "reason" | "rule" | "tier" | "language" | "policy_version" | "arm" | null;
            total: {
                group: string | null;
                escalation_accuracy: {
                    precision: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                    };
                    recall: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                        /** @description reviewed conversations that needed a handoff and had none */
                        missed: number;
                        /**
                         * @description sampled: weighted reviews stand for all; counted: for themselves alone
                         * @enum {string}
                         */
                        by: "sampled" | "counted";
                    };
                    /** @description within two turns of the turn a reviewer names */
                    golden_transfer: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                    };
                };
                time_to_first_action_seconds: {
                    median: number | null;
                    p90: number | null;
                    of: number;
                };
                time_to_human_seconds: {
                    median: number | null;
                    p90: number | null;
                    of: number;
                };
                handoff_completion_rate: {
                    /** @description null: not enough data */
                    value: number | null;
                    /** @description of the 95 % interval */
                    low: number | null;
                    high: number | null;
                    of: number;
                    canceled: number;
                    deflected: number;
                };
                handle_seconds: {
                    median: number | null;
                    p90: number | null;
                    of: number;
                };
                handoff_rate: {
                    /** @description null: not enough data */
                    value: number | null;
                    /** @description of the 95 % interval */
                    low: number | null;
                    high: number | null;
                    of: number;
                };
                durable_rate: {
                    /** @description null: not enough data */
                    value: number | null;
                    /** @description of the 95 % interval */
                    low: number | null;
                    high: number | null;
                    of: number;
                };
                rating: {
                    mean: number | null;
                    of: number;
                };
                /** @description ended handoffs by how their meeting came out */
                meetings: {
                    /** @description slots or a link were shown, none was taken */
                    sent: number;
                    /** @description nothing was told of it when the case ended */
                    booked: number;
                    canceled: number;
                    attended: number;
                    missed: number;
                    /** @description of the meetings whose time came: attended / (attended + missed) */
                    attendance: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                    };
                };
            };
            groups: {
                group: string | null;
                escalation_accuracy: {
                    precision: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                    };
                    recall: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                        /** @description reviewed conversations that needed a handoff and had none */
                        missed: number;
                        /**
                         * @description sampled: weighted reviews stand for all; counted: for themselves alone
                         * @enum {string}
                         */
                        by: "sampled" | "counted";
                    };
                    /** @description within two turns of the turn a reviewer names */
                    golden_transfer: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                    };
                };
                time_to_first_action_seconds: {
                    median: number | null;
                    p90: number | null;
                    of: number;
                };
                time_to_human_seconds: {
                    median: number | null;
                    p90: number | null;
                    of: number;
                };
                handoff_completion_rate: {
                    /** @description null: not enough data */
                    value: number | null;
                    /** @description of the 95 % interval */
                    low: number | null;
                    high: number | null;
                    of: number;
                    canceled: number;
                    deflected: number;
                };
                handle_seconds: {
                    median: number | null;
                    p90: number | null;
                    of: number;
                };
                handoff_rate: {
                    /** @description null: not enough data */
                    value: number | null;
                    /** @description of the 95 % interval */
                    low: number | null;
                    high: number | null;
                    of: number;
                };
                durable_rate: {
                    /** @description null: not enough data */
                    value: number | null;
                    /** @description of the 95 % interval */
                    low: number | null;
                    high: number | null;
                    of: number;
                };
                rating: {
                    mean: number | null;
                    of: number;
                };
                /** @description ended handoffs by how their meeting came out */
                meetings: {
                    /** @description slots or a link were shown, none was taken */
                    sent: number;
                    /** @description nothing was told of it when the case ended */
                    booked: number;
                    canceled: number;
                    attended: number;
                    missed: number;
                    /** @description of the meetings whose time came: attended / (attended + missed) */
                    attendance: {
                        /** @description null: not enough data */
                        value: number | null;
                        /** @description of the 95 % interval */
                        low: number | null;
                        high: number | null;
                        of: number;
                    };
                };
            }[];
            handle_time_reduction: components["schemas"]["ArmComparison"];
            handoff_deflection_lift: components["schemas"]["ArmComparison"];
        };
        ArmComparison: {
            /** @description null: not enough data */
            value: number | null;
            /** @description of the 95 % interval */
            low: number | null;
            high: number | null;
            treatment: {
                /** @enum {string} */
                arm: "brief" | "no_brief" | "propose";
                value: number | null;
                of: number;
            };
            control: {
                /** @enum {string} */
                arm: "brief" | "no_brief" | "propose";
                value: number | null;
                of: number;
            };
            /**
             * @description better and worse only where the whole interval lies on one side of zero
             * @enum {string}
             */
            verdict: "better" | "worse" | "no_difference_seen" | "not_enough_data";
        };
        User: {
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "agent" | "supervisor" | "operator" | "admin";
            agent: string | null;
            /**
             * @description `invited` until the person first comes in
             * @enum {string}
             */
            state: "invited" | "active" | "deactivated";
            /** Format: date-time */
            last_sign_in_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        UserInvited: {
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "agent" | "supervisor" | "operator" | "admin";
            agent: string | null;
            /**
             * @description `invited` until the person first comes in
             * @enum {string}
             */
            state: "invited" | "active" | "deactivated";
            /** Format: date-time */
            last_sign_in_at: string | null;
            /** Format: date-time */
            created_at: string;
            invitation: {
                mailed: boolean;
                /** @description good once; only where the mail did not leave, and null on a repetition */
                link: string | null;
                /** Format: date-time */
                expires_at: string;
            };
        };
        UserInvite: {
            /** Format: email */
            email: string;
            name: string;
            /** @enum {string} */
            role: "agent" | "supervisor" | "operator" | "admin";
            /** @description as which agent a person of role `agent` works; else null */
            agent?: string | null;
        };
        UserChange: {
            name?: string;
            /** @enum {string} */
            role?: "agent" | "supervisor" | "operator" | "admin";
            /** @description as which agent a person of role `agent` works; else null */
            agent?: string | null;
            /** @description false ends every session at once and lets nobody in */
            active?: boolean;
        };
        Attachment: {
            id: string;
            name: string;
            media_type: string;
            bytes: number;
            sha256: string;
            /** Format: date-time */
            created_at: string;
        };
        Governance: {
            transcript_roles: ("supervisor" | "operator" | "admin")[];
            redact_reviews: boolean;
            retention_days: number | null;
        };
        GovernanceWrite: {
            /** @description Roles that may read what was said; others see ids, decisions and figures. */
            transcript_roles?: ("supervisor" | "operator" | "admin")[];
            /** @description Leave names, addresses and numbers out of what reviewers read. */
            redact_reviews?: boolean;
            /** @description A resolved conversation is erased so many days after its last change; null: never. */
            retention_days?: number | null;
        };
        Retention: {
            /** @description resolved, and untouched for so many days: erased at once */
            conversations: number;
            /**
             * Format: date-time
             * @description when the longest untouched of them last changed
             */
            oldest_at: string | null;
        };
        Erasure: {
            id: string;
            conversation_id: string;
            /** @enum {string} */
            cause: "request" | "retention";
            requested_by: string;
            /** Format: date-time */
            requested_at: string;
            /** Format: date-time */
            rows_erased_at: string | null;
            /** Format: date-time */
            key_destroyed_at: string | null;
            /** Format: date-time */
            history_deleted_at: string | null;
            done: boolean;
            error: string | null;
        };
        ErasureCreate: {
            customer?: string;
            conversation?: string;
        };
        WidgetSite: {
            id: string;
            name: string;
            origins: string[];
            require_identity: boolean;
            /** @description without a bot a person is asked for with the first message */
            has_bot: boolean;
            appearance: {
                title?: string;
                greeting?: string;
                colour?: string;
                on_colour?: string;
                /** @enum {string} */
                side?: "left" | "right";
                privacy_url?: string;
            };
            enabled: boolean;
            /** Format: date-time */
            created_at: string;
        };
        WidgetSiteCreated: {
            id: string;
            name: string;
            origins: string[];
            require_identity: boolean;
            /** @description without a bot a person is asked for with the first message */
            has_bot: boolean;
            appearance: {
                title?: string;
                greeting?: string;
                colour?: string;
                on_colour?: string;
                /** @enum {string} */
                side?: "left" | "right";
                privacy_url?: string;
            };
            enabled: boolean;
            /** Format: date-time */
            created_at: string;
            /** @description given once */
            identity_secret: string;
        };
        WidgetSiteCreate: {
            name: string;
            origins?: string[];
            require_identity?: boolean;
            /** @description without a bot a person is asked for with the first message */
            has_bot?: boolean;
            appearance?: {
                title?: string;
                greeting?: string;
                colour?: string;
                on_colour?: string;
                /** @enum {string} */
                side?: "left" | "right";
                privacy_url?: string;
            };
            enabled?: boolean;
        };
        WidgetSiteChange: {
            name?: string;
            origins?: string[];
            require_identity?: boolean;
            /** @description without a bot a person is asked for with the first message */
            has_bot?: boolean;
            appearance?: {
                title?: string;
                greeting?: string;
                colour?: string;
                on_colour?: string;
                /** @enum {string} */
                side?: "left" | "right";
                privacy_url?: string;
            };
            enabled?: boolean;
        };
        VisitorSession: {
            token: string;
            conversation: string;
            /** Format: date-time */
            expires_at: string;
            identified: boolean;
            appearance: {
                title?: string;
                greeting?: string;
                colour?: string;
                on_colour?: string;
                /** @enum {string} */
                side?: "left" | "right";
                privacy_url?: string;
            };
        };
        VisitorSessionRequest: {
            site: string;
            token?: string;
            /** @description a JWT (HS256) signed by the host site */
            identity?: string;
            language?: string;
            time_zone?: string;
        };
        VisitorConversation: {
            messages: components["schemas"]["VisitorMessage"][];
            state: components["schemas"]["VisitorState"];
        };
        VisitorMessage: {
            /** @description of the event log; the value for `after` */
            sequence: number;
            id: string;
            /** @enum {string} */
            role: "customer" | "assistant" | "agent" | "system";
            content: string;
            /** @description set where content is only the beginning: all of the text, as a file */
            whole: {
                id: string;
                name: string;
                media_type: string;
                bytes: number;
            } | null;
            /** @description of the agent */
            name: string | null;
            /** @description of a system message: what it is about */
            key: string | null;
            files: components["schemas"]["VisitorFile"][];
            /** Format: date-time */
            at: string;
        };
        VisitorFile: {
            id: string;
            name: string;
            media_type: string;
            bytes: number;
        };
        VisitorState: {
            version: number;
            /** @enum {string} */
            status: "pending" | "open" | "snoozed" | "resolved";
            /** @enum {string} */
            owner: "ai" | "queue" | "agent";
            agent_name: string | null;
            /** @description a question waits for yes or no: should a person take over? */
            asks: boolean;
            handoff: {
                state: string;
                position: number | null;
                estimated_wait_seconds: number | null;
                channels: ("chat" | "email" | "meeting" | "callback")[];
                /** @enum {string} */
                channel: "chat" | "email" | "meeting" | "callback";
                person_by: number | null;
                promises: {
                    /** @enum {string} */
                    kind: "human_by" | "write_by" | "call_by" | "meet_at";
                    due_at: number;
                }[];
                meeting: {
                    /** @enum {string} */
                    state: "sent" | "booked" | "canceled" | "attended" | "missed";
                    id: string | null;
                    starts_at: number | null;
                    ends_at: number | null;
                } | null;
                contact: {
                    email: boolean;
                    phone: boolean;
                };
            } | null;
        };
        VisitorTaken: {
            turn: {
                id: string;
                sequence: number | null;
            };
            state: components["schemas"]["VisitorState"];
        };
        VisitorTurn: {
            id: string;
            /** @description may be empty when there are attachments */
            content: string;
            /** @description files that this visitor stored */
            attachments?: string[];
        };
        VisitorAnswer: {
            state: components["schemas"]["VisitorState"];
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            events: string[];
            enabled: boolean;
            /** @description `gone` (it answered 410), `failed_for_days` or `switched_off` */
            disabled_reason: string | null;
            /**
             * Format: date-time
             * @description since when every attempt failed
             */
            failing_since: string | null;
            /** Format: date-time */
            created_at: string;
        };
        WebhookEndpointCreated: {
            id: string;
            url: string;
            events: string[];
            enabled: boolean;
            /** @description `gone` (it answered 410), `failed_for_days` or `switched_off` */
            disabled_reason: string | null;
            /**
             * Format: date-time
             * @description since when every attempt failed
             */
            failing_since: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description shown once; null when the request is repeated */
            secret: string | null;
        };
        WebhookEndpointCreate: {
            /** Format: uri */
            url: string;
            events?: (("conversation.created" | "conversation.owner_changed" | "conversation.resolved" | "conversation.reopened" | "conversation.abandoned" | "conversation.erased" | "conversation.snoozed" | "conversation.unsnoozed" | "turn.created" | "note.added" | "turn.suppressed" | "turn.decided" | "handoff.requested" | "handoff.briefed" | "handoff.queued" | "handoff.offered" | "handoff.accepted" | "handoff.rejected" | "handoff.timeout" | "offer.rescinded" | "handoff.active" | "handoff.transferred" | "handoff.channel_chosen" | "handoff.announced" | "handoff.channels_offered" | "handoff.details_left" | "handoff.wrapping" | "handoff.returned" | "handoff.completed" | "handoff.canceled" | "handoff.deflected" | "handoff.abandoned" | "handoff.failed" | "handoff.expired" | "proposal.made" | "proposal.answered" | "sla.started" | "sla.recounted" | "sla.stopped" | "sla.warning" | "sla.breached" | "promise.made" | "promise.kept" | "promise.broken" | "promise.withdrawn" | "notice.posted" | "meeting.sent" | "meeting.booked" | "meeting.moved" | "meeting.canceled" | "meeting.attended" | "meeting.missed" | "delivery.failed" | "outcome.recorded" | "outcome.rated" | "outcome.settled" | "agent.presence_changed") | "*")[];
        };
        WebhookEndpointChange: {
            /** Format: uri */
            url?: string;
            events?: (("conversation.created" | "conversation.owner_changed" | "conversation.resolved" | "conversation.reopened" | "conversation.abandoned" | "conversation.erased" | "conversation.snoozed" | "conversation.unsnoozed" | "turn.created" | "note.added" | "turn.suppressed" | "turn.decided" | "handoff.requested" | "handoff.briefed" | "handoff.queued" | "handoff.offered" | "handoff.accepted" | "handoff.rejected" | "handoff.timeout" | "offer.rescinded" | "handoff.active" | "handoff.transferred" | "handoff.channel_chosen" | "handoff.announced" | "handoff.channels_offered" | "handoff.details_left" | "handoff.wrapping" | "handoff.returned" | "handoff.completed" | "handoff.canceled" | "handoff.deflected" | "handoff.abandoned" | "handoff.failed" | "handoff.expired" | "proposal.made" | "proposal.answered" | "sla.started" | "sla.recounted" | "sla.stopped" | "sla.warning" | "sla.breached" | "promise.made" | "promise.kept" | "promise.broken" | "promise.withdrawn" | "notice.posted" | "meeting.sent" | "meeting.booked" | "meeting.moved" | "meeting.canceled" | "meeting.attended" | "meeting.missed" | "delivery.failed" | "outcome.recorded" | "outcome.rated" | "outcome.settled" | "agent.presence_changed") | "*")[];
            enabled?: boolean;
        };
        ReplayRequest: {
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until?: string;
            conversation?: string;
            /** @description also what was delivered; unless set only what was not */
            all?: boolean;
        };
        Delivery: {
            id: string;
            conversation_id: string | null;
            /** @enum {string} */
            channel: "webhook" | "email" | "slack" | "zendesk" | "hubspot" | "chatwoot" | "alert";
            /** @description the endpoint or connector; `customer` for mail to the customer */
            target: string;
            /** @description one over all attempts; the `webhook-id` of webhooks */
            idempotency_key: string;
            /** @enum {string} */
            state: "pending" | "delivered" | "failed" | "suppressed";
            /** @description why it was given up or suppressed */
            cause: string | null;
            event_type: string;
            event_sequence: number | null;
            /** @description the turn it carries, where it carries one */
            turn: number | null;
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            next_attempt_at: string | null;
            /** Format: date-time */
            finished_at: string | null;
            /** @description what the other side calls it, such as a Message-ID */
            receipt: string | null;
        };
        OutboxMail: {
            conversation_id: string;
            message_id: string;
            from: string;
            reply_to: string;
            to: string[];
            subject: string;
            text: string;
            html: string;
            /** Format: date-time */
            at: string;
        };
        InboundMail: {
            /**
             * @description `reply` and `new` became turns; everything else went no further
             * @enum {string}
             */
            disposition: "reply" | "new" | "calendar_reply" | "bounce" | "auto_reply" | "list" | "loop" | "own_address" | "stranger" | "forged" | "limited" | "no_sender" | "empty" | "too_large" | "unreadable" | "duplicate" | "conflict";
            conversation_id: string | null;
            detail: string | null;
            /** Format: date-time */
            at: string;
        };
        Connector: {
            id: string;
            /** @enum {string} */
            kind: "slack" | "zendesk" | "hubspot" | "chatwoot" | "webhook";
            /** @description secrets by name only */
            config: {
                [key: string]: unknown;
            };
            enabled: boolean;
            disabled_reason: string | null;
            /** Format: date-time */
            failing_since: string | null;
            /** @description where the other side posts to */
            inbound_url: string;
            /** Format: date-time */
            created_at: string;
        };
        ConnectorWrite: {
            /** @enum {string} */
            kind: "slack";
            config: {
                /**
                 * Format: uri
                 * @default https://slack.com
                 */
                base_url: string;
                channel: string;
                /** @description the name of a secret of this tenant */
                token: string;
                /** @description the name of a secret of this tenant */
                signing_secret: string;
                /** @default {} */
                agents: {
                    [key: string]: string;
                };
            };
            /** @description true unless given */
            enabled?: boolean;
        } | {
            /** @enum {string} */
            kind: "zendesk";
            config: {
                /** Format: uri */
                base_url: string;
                user: string;
                /** @description the name of a secret of this tenant */
                token: string;
                /** @default [] */
                tags: string[];
                /**
                 * @description ids of custom fields, and what goes into each
                 * @default {}
                 */
                fields: {
                    [key: string]: "conversation" | "reason" | "queue" | "priority";
                };
            };
            /** @description true unless given */
            enabled?: boolean;
        } | {
            /** @enum {string} */
            kind: "hubspot";
            config: {
                /**
                 * Format: uri
                 * @default https://api.hubapi.com
                 */
                base_url: string;
                /** @description the name of a secret of this tenant */
                token: string;
                /** @default 0 */
                pipeline: string;
                /** @default 1 */
                stage: string;
                /** @default 4 */
                closed_stage: string;
                /** @default lifecyclestage */
                tier_property: string;
                /** @default total_revenue */
                value_property: string;
                /**
                 * @description whether routing asks it who a customer is, in place of CRM_LOOKUP_URL
                 * @default false
                 */
                look_up_customers: boolean;
            };
            /** @description true unless given */
            enabled?: boolean;
        } | {
            /** @enum {string} */
            kind: "chatwoot";
            config: {
                /** Format: uri */
                base_url: string;
                account: number;
                inbox: number;
                /** @description the name of a secret of this tenant */
                token: string;
                /** @description the name of a secret of this tenant */
                signing_secret: string;
                /** @default {} */
                agents: {
                    [key: string]: string;
                };
            };
            /** @description true unless given */
            enabled?: boolean;
        } | {
            /** @enum {string} */
            kind: "webhook";
            config: {
                /** @description the name of a secret of this tenant */
                signing_secret: string;
                /** @default {} */
                agents: {
                    [key: string]: string;
                };
            };
            /** @description true unless given */
            enabled?: boolean;
        };
        AuditEntry: {
            position: number;
            /** Format: date-time */
            at: string;
            /** @description a key, a person signed in, or `system` */
            actor: string;
            action: string;
            subject: string;
            detail: {
                [key: string]: unknown;
            };
        };
        Alert: {
            conversation_id: string;
            handoff_id: string;
            /** @enum {string} */
            kind: "warning" | "breach";
            clock: string;
            /** @description `warning:0.8`, or `breached` */
            threshold: string;
            /** Format: date-time */
            due_at: string;
            /** @description how long after its instant it fired */
            late_ms: number;
            /** Format: date-time */
            at: string;
            queue: string;
            priority: number;
            agent: string | null;
            handoff_state: string;
        };
        Skill: {
            id: string;
            agents: {
                agent: string;
                level: number;
            }[];
            required_by: {
                queue: string;
                level: number;
            }[];
        };
        Installation: {
            version: string;
            public_url: string;
            temporal: {
                namespace: string;
                ui_url: string | null;
                /** @description what the Temporal UI is given as codec server; null when nothing is decoded */
                codec_endpoint: string | null;
            };
            health: {
                postgres: boolean;
                temporal: boolean;
            };
            /** @description whether simulated customers can be played here */
            demo: boolean;
        };
        Demo: {
            /** @description whether this process plays a demo for this tenant */
            available: boolean;
            /** @description whether simulated customers come */
            playing: boolean;
            /** @description simulated customers who are there now */
            customers: number;
            /** @description of the simulated past, of simulated customers, of the page that lets one try */
            conversations: {
                history: number;
                customer: number;
                try_it: number;
            };
            /** @description the widget site of the page that lets one try */
            site: string | null;
            /** @description the latest conversation of that page */
            last_tried: string | null;
            /** @description whether the simulated past is being written */
            filling: boolean;
        };
        DemoChange: {
            /** @description true: simulated customers come; false: no more */
            playing: boolean;
        };
        DemoCleared: {
            /** @description removed whole */
            conversations: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listTurns: {
        parameters: {
            query?: {
                after?: string;
                limit?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Turn"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTurns: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TurnRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TurnAnswer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestHuman: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoffRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelHandoff: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    answer: "yes" | "no";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chooseChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    channel: "chat" | "email" | "meeting" | "callback";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveDetails: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    email?: string;
                    phone?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    score: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agent?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    note: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    content: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to_queue?: string;
                    to_agent?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    returnToAi: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    summary?: string;
                    result?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    snooze: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    until: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endWrapUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makePromise: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromiseRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keepPromise: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    promise_id: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bookMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingReport"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeetingOptions: {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingOptions"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeetingInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeCalendarReply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    calendar: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        meeting_id: string | null;
                        answer: string | null;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMeetingLinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MeetingLink"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setMeetingLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingLinkRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingLink"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMeetingLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scope: "queue" | "agent";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                status?: "pending" | "open" | "snoozed" | "resolved";
                owner?: "ai" | "queue" | "agent";
                queue?: string;
                agent?: string;
                case_number?: string;
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ConversationSummary"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDecisions: {
        parameters: {
            query?: {
                after?: string;
                limit?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DecisionRecord"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBrief: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BriefRecord"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPackage: {
        parameters: {
            query?: {
                format?: "json" | "html";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPackage"];
                    "text/html": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                after?: string;
                limit?: string;
                /** @description true: a stream also tells who types, as events of type `typing` without an id */
                typing?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ConversationEvent"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                    "text/event-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFeed: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
                /** @description true: a stream also tells who types, as events of type `typing` without an id */
                typing?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                    "text/event-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInbox: {
        parameters: {
            query: {
                view: "mine" | "waiting" | "snoozed" | "done";
                /** @description for supervisors and admins: whose inbox; an agent sees their own */
                agent?: string;
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPage"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description sequence of the last turn seen; an earlier one changes nothing */
                    turn: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        turn: number;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["HistoryItem"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggestReplies: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        language: string;
                        turn: number;
                        data: components["schemas"]["Suggestion"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    useSuggestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuggestionUse"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        use: "used" | "edited" | "ignored";
                        distance: number;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSuggestionKpi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionKpi"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTargetFields: {
        parameters: {
            query: {
                target: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilledFields"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWrapUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrapUpProposal"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRatingLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchKnowledge: {
        parameters: {
            query: {
                q: string;
                language?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["KnowledgePassage"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["KnowledgeDocument"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnowledgeImport"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        result: "added" | "changed" | "unchanged";
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMacros: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Macro"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMacro: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MacroBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Macro"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMacro: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renderMacro: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    conversation_id: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: string;
                        missing: string[];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOffers: {
        parameters: {
            query?: {
                state?: "pending" | "accepted" | "rejected" | "timeout" | "canceled" | "rescinded";
                agent?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Offer"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    /** @description false: this agent is not asked again for this case; else after the others */
                    reoffer?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Durably taken; the outcome is not known yet. Ask again with the same ids. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWaiting: {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WaitingCase"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOfferShares: {
        parameters: {
            query?: {
                /** @description from when on; without it the last 24 hours */
                since?: string;
                queue?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["OfferShare"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Agent"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPresence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    presence: "online" | "away" | "offline";
                    heartbeat_seconds?: number | null;
                    away_reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQueues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Queue"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                name?: string;
                status?: "draft" | "active" | "retired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PolicyVersion"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source: string;
                    /** @enum {string} */
                    format: "yaml" | "json";
                    /** @description "given these turns, this decision", YAML or JSON; run before activation */
                    tests?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicyActivations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PolicyActivation"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffPolicy: {
        parameters: {
            query?: {
                against?: string;
            };
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDiff"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyChecks"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedger: {
        parameters: {
            query?: {
                /** @description exact, such as builtin:proposal_accepted or governance:legal; none asks for none */
                rule?: string;
                action?: "continue" | "propose" | "handoff";
                reason?: ("customer_request" | "missing_knowledge" | "unsupported_request" | "policy_restriction" | "tool_failure" | "pending_clarification" | "usage_limit" | "frustration" | "risk_topic" | "identity_verification" | "high_intent" | "low_confidence" | "repeated_correction" | "urgency" | "agent_takeover" | "api_request") | string;
                policy?: string;
                policy_version?: string;
                model?: string;
                since?: string;
                until?: string;
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LedgerDecision"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validatePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source: string;
                    /** @enum {string} */
                    format: "yaml" | "json";
                    /** @description "given these turns, this decision", YAML or JSON; run before activation */
                    tests?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyValidation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activatePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyActivate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyPatch"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBacktests: {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Backtest"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBacktest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BacktestCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backtest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBacktest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backtest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviewQueue: {
        parameters: {
            query?: {
                assigned_to?: string;
                round?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReviewTask"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewMaterial"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    labelReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewLabel"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewMaterial"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviewRounds: {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReviewRound"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReviewRound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewRound"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReviewSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeReviewSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewSettingsWrite"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFloor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Floor"];
                    "text/event-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainWaiting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhyWaiting"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSwitches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Switches"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSwitches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Switches"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCalendars: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Calendar"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarWrite"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlertDestinations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AlertDestination"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAlertDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertDestinationWrite"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDestination"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAlertDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testAlertDestination: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyCreated"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: {
                conversation?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Review"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createReview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKpis: {
        parameters: {
            query?: {
                since?: string;
                until?: string;
                group_by?: "day" | "week" | "queue" | "reason" | "rule" | "tier" | "language" | "policy_version" | "arm";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KpiReport"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportLog: {
        parameters: {
            query?: {
                /** @description some of event, review, conversation, handoff, outcome; event,review unless given; CSV takes one */
                what?: string;
                /** @description jsonl unless given */
                format?: "jsonl" | "csv";
                since?: string;
                /** @description before then */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInvite"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInvited"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    repeatInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInvited"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAttachment: {
        parameters: {
            query: {
                name: string;
            };
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGovernance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Governance"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeGovernance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GovernanceWrite"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Governance"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewRetention: {
        parameters: {
            query: {
                days: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Erasure"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Erasure"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWidgetSites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WidgetSite"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWidgetSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WidgetSiteCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetSiteCreated"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWidgetSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WidgetSiteChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetSite"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWidgetSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description given once */
                        identity_secret: string;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openVisitorSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitorSessionRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorSession"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVisitorConversation: {
        parameters: {
            query?: {
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorConversation"];
                    "text/event-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVisitorMeetingOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingOptions"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVisitorInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postVisitorTurn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitorTurn"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorTaken"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askForPerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelVisitorHandoff: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerVisitorProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    answer: "yes" | "no";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chooseVisitorChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    channel: "chat" | "email" | "meeting" | "callback";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveVisitorDetails: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    email?: string;
                    phone?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rateAsVisitor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    score: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bookVisitorMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    starts: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelVisitorMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createVisitorAttachment: {
        parameters: {
            query: {
                name: string;
            };
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorFile"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVisitorAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signalTyping: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signalVisitorTyping: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointCreated"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointCreated"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description made due again; 1000 at most, go on from the last one */
                        deliveries: number;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                conversation?: string;
                state?: "pending" | "delivered" | "failed" | "suppressed";
                channel?: "webhook" | "email" | "slack" | "zendesk" | "hubspot" | "chatwoot" | "alert";
                target?: string;
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resendDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["OutboxMail"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInboundMails: {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InboundMail"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Connector"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectorWrite"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectorWrite"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        status: number | null;
                        /** @description a code; never what the other side answered */
                        error: string | null;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                actor?: string;
                /** @description exact, such as queue.changed; with a dot at its end all of them, such as queue. */
                action?: string;
                subject?: string;
                since?: string;
                until?: string;
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                queue?: string;
                conversation?: string;
                kind?: "warning" | "breach";
                /** @description true: only of handoffs that are not over */
                open?: "true" | "false";
                since?: string;
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Alert"][];
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSkills: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Skill"][];
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Demo"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DemoChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Demo"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clearDemo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The first success under this key is answered again for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoCleared"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeInboundMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "message/rfc822": string;
            };
        };
        responses: {
            /** @description Taken, and what was made of it. The same again is once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        disposition: "reply" | "new" | "calendar_reply" | "bounce" | "auto_reply" | "list" | "loop" | "own_address" | "stranger" | "forged" | "limited" | "no_sender" | "empty" | "too_large" | "unreadable" | "duplicate" | "conflict";
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeConnectorRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description Taken, and what was made of it. The same again is once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refused?: {
                            code: string;
                            detail: string;
                        }[];
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "conversation.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "conversation.owner_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "conversation.resolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "conversation.reopened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "conversation.abandoned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "conversation.erased": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "conversation.snoozed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "conversation.unsnoozed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "turn.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "note.added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "turn.suppressed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "turn.decided": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.briefed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.queued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.offered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.timeout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "offer.rescinded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.transferred": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.channel_chosen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.announced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.channels_offered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.details_left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.wrapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.canceled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.deflected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.abandoned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "handoff.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "proposal.made": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "proposal.answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "sla.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "sla.recounted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "sla.stopped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "sla.warning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "sla.breached": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "promise.made": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "promise.kept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "promise.broken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "promise.withdrawn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "notice.posted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "meeting.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "meeting.booked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "meeting.moved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "meeting.canceled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "meeting.attended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "meeting.missed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "delivery.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "outcome.recorded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "outcome.rated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "outcome.settled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "agent.presence_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookTest"];
            };
        };
        responses: {
            /** @description Taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
