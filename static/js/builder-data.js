// Made from the record types; go test ./generator/internal/reference -update writes it.
(function (root) {
"use strict";
(root.RecordBuilder = root.RecordBuilder || {}).data = {
 "records": {
  "incident": {
   "folder": "content/incidents/YEAR",
   "modeline": "# yaml-language-server: $schema=../../../static/schema/v1/incident.schema.json\n",
   "fields": [
    {
     "name": "id",
     "title": "ID",
     "meaning": "The file name without .yaml. It need not be written; when it is, it has to be the same.",
     "form": "an id: lower-case letters and digits in words joined by hyphens",
     "kind": "id",
     "example": "2025-07-23-acme-telecom-network-outage"
    },
    {
     "name": "title",
     "title": "Title",
     "meaning": "What happened, in one line: neutral, sentence case, no full stop at the end.",
     "form": "one line of text, at most 200 characters",
     "kind": "line",
     "example": "Acme Telecom network-wide telephone and internet outage",
     "required": true,
     "max": 200
    },
    {
     "name": "type",
     "title": "Type",
     "meaning": "Whether the incident was an outage or an attack.",
     "form": "one of 2 values",
     "kind": "choice",
     "example": "attack",
     "required": true,
     "choices": [
      [
       "outage",
       "a service failed with nobody meaning it to"
      ],
      [
       "attack",
       "somebody meant to harm; also where the result was an outage"
      ]
     ]
    },
    {
     "name": "certainty",
     "title": "Certainty",
     "meaning": "How sure it is that the incident took place at all (VERIS security_incident).",
     "form": "one of 3 values",
     "kind": "choice",
     "example": "confirmed",
     "required": true,
     "choices": [
      [
       "confirmed",
       "the operator, an authority or several independent sources confirm it"
      ],
      [
       "suspected",
       "sources report it, nobody in a position to know has confirmed it"
      ],
      [
       "near-miss",
       "it was stopped before it did harm"
      ]
     ]
    },
    {
     "name": "summary",
     "title": "Summary",
     "meaning": "One to three plain sentences in your own words: who was hit, what stopped working, for how long.",
     "form": "text; paragraphs, emphasis, links, lists and code in Markdown, at most 1 000 characters",
     "kind": "markdown",
     "example": "Calls, mobile data and internet access of Acme customers failed across the country.",
     "required": true,
     "max": 1000
    },
    {
     "name": "details",
     "title": "Details",
     "meaning": "More text, where the short fields do not suffice: paragraphs, emphasis, links, lists and code.",
     "form": "text; paragraphs, emphasis, links, lists and code in Markdown, at most 32 768 characters",
     "kind": "markdown",
     "example": "The fault spread from one router to the next.",
     "max": 32768
    },
    {
     "name": "time_zone",
     "title": "Time zone",
     "meaning": "IANA time zone of all clock times in the record that have no offset of their own.",
     "form": "the IANA name of a time zone",
     "kind": "zone",
     "example": "Europe/Amsterdam",
     "required": true
    },
    {
     "name": "start",
     "title": "Start",
     "meaning": "When it began, as precisely as the sources say and no more.",
     "form": "an uncertain time; or a mapping with value, sources and note",
     "kind": "time",
     "example": "2025-07-23T16:15~",
     "required": true,
     "fact": true,
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "an uncertain time",
       "kind": "time",
       "example": "2025-07-23T16:15~",
       "required": true
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "end",
     "title": "End",
     "meaning": "When the service was back, or the word ongoing or unknown.",
     "form": "an uncertain time, or the word ongoing or unknown; or a mapping with value, sources and note",
     "kind": "end",
     "example": "2025-07-23T20:15",
     "required": true,
     "fact": true,
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "an uncertain time, or the word ongoing or unknown",
       "kind": "end",
       "example": "2025-07-23T20:15",
       "required": true
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "detected",
     "title": "Detected",
     "meaning": "When the operator noticed it.",
     "form": "an uncertain time; or a mapping with value, sources and note",
     "kind": "time",
     "example": "2025-07-23T16:15",
     "fact": true,
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "an uncertain time",
       "kind": "time",
       "example": "2025-07-23T16:15",
       "required": true
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "contained",
     "title": "Contained",
     "meaning": "When it stopped getting worse.",
     "form": "an uncertain time; or a mapping with value, sources and note",
     "kind": "time",
     "example": "2025-07-23T19:30",
     "fact": true,
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "an uncertain time",
       "kind": "time",
       "example": "2025-07-23T19:30",
       "required": true
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "disclosed",
     "title": "Disclosed",
     "meaning": "When the public was first told.",
     "form": "an uncertain time; or a mapping with value, sources and note",
     "kind": "time",
     "example": "2025-07-23",
     "fact": true,
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "an uncertain time",
       "kind": "time",
       "example": "2025-07-23",
       "required": true
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "duration",
     "title": "Duration",
     "meaning": "How long it lasted, only where sources state it and start and end do not give it (ISO 8601 duration).",
     "form": "a length of time, ISO 8601; or a mapping with value, sources and note",
     "kind": "duration",
     "example": "PT4H~",
     "fact": true,
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "a length of time, ISO 8601",
       "kind": "duration",
       "example": "PT4H~",
       "required": true
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "scope",
     "title": "Scope",
     "meaning": "How far the effect reached (after Cloudflare Radar).",
     "form": "one of 4 values; or a mapping with value, sources and note",
     "kind": "choice",
     "example": "national",
     "fact": true,
     "choices": [
      [
       "local",
       "a town, a district, one organisation"
      ],
      [
       "regional",
       "a part of a country"
      ],
      [
       "national",
       "a whole country"
      ],
      [
       "international",
       "more than one country"
      ]
     ],
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "one of 4 values",
       "kind": "choice",
       "example": "national",
       "required": true,
       "choices": [
        [
         "local",
         "a town, a district, one organisation"
        ],
        [
         "regional",
         "a part of a country"
        ],
        [
         "national",
         "a whole country"
        ],
        [
         "international",
         "more than one country"
        ]
       ]
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "countries",
     "title": "Countries",
     "meaning": "Where the effect was felt: ISO 3166-1 alpha-2 codes.",
     "form": "a list: each entry is an ISO 3166-1 alpha-2 code of two capital letters, at most 250 entries",
     "kind": "country",
     "example": "[NL]",
     "required": true,
     "list": true,
     "entries": 250
    },
    {
     "name": "root_cause",
     "title": "Root cause",
     "meaning": "The class of the root cause (NIS2, ENISA), with how sure it is.",
     "form": "one of 6 values; or a mapping with value, status, sources and note",
     "kind": "choice",
     "example": "unknown",
     "required": true,
     "fact": true,
     "choices": [
      [
       "system-failure",
       "hardware, software or a procedure of the operator failed"
      ],
      [
       "human-error",
       "somebody made a mistake in operating or changing a system"
      ],
      [
       "malicious-action",
       "somebody did it on purpose"
      ],
      [
       "natural-phenomenon",
       "weather, flood, fire, animals, space weather"
      ],
      [
       "third-party-failure",
       "a supplier's fault: power, network, cloud, building works"
      ],
      [
       "unknown",
       "no source says why"
      ]
     ],
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The class of the root cause.",
       "form": "one of 6 values",
       "kind": "choice",
       "example": "malicious-action",
       "required": true,
       "choices": [
        [
         "system-failure",
         "hardware, software or a procedure of the operator failed"
        ],
        [
         "human-error",
         "somebody made a mistake in operating or changing a system"
        ],
        [
         "malicious-action",
         "somebody did it on purpose"
        ],
        [
         "natural-phenomenon",
         "weather, flood, fire, animals, space weather"
        ],
        [
         "third-party-failure",
         "a supplier's fault: power, network, cloud, building works"
        ],
        [
         "unknown",
         "no source says why"
        ]
       ]
      },
      {
       "name": "status",
       "title": "Status",
       "meaning": "How sure the cause is; required unless the cause is unknown.",
       "form": "one of 3 values",
       "kind": "choice",
       "example": "confirmed",
       "choices": [
        [
         "confirmed",
         "the operator or an authority states it"
        ],
        [
         "suspected",
         "named as likely, not confirmed"
        ],
        [
         "disputed",
         "sources in a position to know disagree"
        ]
       ]
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2324041]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: what exactly, according to whom.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Confirmed by the operator and by the crisis unit.",
       "max": 500
      }
     ]
    },
    {
     "name": "cause_detail",
     "title": "Cause detail",
     "meaning": "What kind of failure it was (VERIS error and environmental varieties, ENISA detailed causes).",
     "form": "a list: each entry is one of 22 values, at most 20 entries",
     "kind": "choice",
     "example": "[cable-cut]",
     "list": true,
     "entries": 20,
     "choices": [
      [
       "accidental-deletion",
       "data or systems deleted by mistake"
      ],
      [
       "cable-cut",
       "a cable or fibre was cut or damaged"
      ],
      [
       "capacity-shortage",
       "more load than the system could take"
      ],
      [
       "certificate-expiry",
       "a certificate or key ran out"
      ],
      [
       "cooling-failure",
       "cooling or air conditioning failed"
      ],
      [
       "design-error",
       "the system was planned in a way that failed"
      ],
      [
       "faulty-change",
       "a change or update of software, hardware or configuration went wrong"
      ],
      [
       "fire",
       "fire or smoke"
      ],
      [
       "flood",
       "water"
      ],
      [
       "hardware-failure",
       "a device or component broke"
      ],
      [
       "lightning",
       "lightning"
      ],
      [
       "maintenance-error",
       "work on the system went wrong"
      ],
      [
       "malfunction",
       "a system failed, nothing more is known"
      ],
      [
       "misconfiguration",
       "a setting was wrong"
      ],
      [
       "network-partition",
       "parts of a system lost sight of each other"
      ],
      [
       "physical-accident",
       "building works, a vehicle, a fall"
      ],
      [
       "power-failure",
       "the power supply failed"
      ],
      [
       "procedure-flaw",
       "a rule or procedure was wrong or missing"
      ],
      [
       "programming-error",
       "a fault in software"
      ],
      [
       "storm",
       "wind, snow or ice"
      ],
      [
       "wear",
       "age or use"
      ],
      [
       "zero-day",
       "a weakness that was not publicly known was used"
      ]
     ]
    },
    {
     "name": "technique",
     "title": "Technique",
     "meaning": "How an attack was carried out: RSIT class:type.",
     "form": "a list: each entry is one of 30 values, at most 20 entries",
     "kind": "choice",
     "example": "[\"availability:ddos\"]",
     "list": true,
     "entries": 20,
     "choices": [
      [
       "abusive-content:spam",
       "unsolicited bulk messages"
      ],
      [
       "availability:ddos",
       "distributed denial of service"
      ],
      [
       "availability:dos",
       "denial of service"
      ],
      [
       "availability:misconfiguration",
       "a setting that took a service down"
      ],
      [
       "availability:outage",
       "outage without attack"
      ],
      [
       "availability:sabotage",
       "physical sabotage"
      ],
      [
       "fraud:masquerade",
       "posing as somebody else"
      ],
      [
       "fraud:phishing",
       "tricking people out of their credentials"
      ],
      [
       "fraud:unauthorised-use-of-resources",
       "use of systems for purposes that are not allowed"
      ],
      [
       "information-content-security:data-leak",
       "confidential data made public"
      ],
      [
       "information-content-security:data-loss",
       "data lost"
      ],
      [
       "information-content-security:unauthorised-information-access",
       "access to data without permission"
      ],
      [
       "information-content-security:unauthorised-information-modification",
       "change or encryption of data without permission; ransomware"
      ],
      [
       "information-gathering:scanner",
       "scanning for weaknesses"
      ],
      [
       "information-gathering:sniffing",
       "listening in on traffic"
      ],
      [
       "information-gathering:social-engineering",
       "deceiving people"
      ],
      [
       "intrusion-attempts:brute-force",
       "guessing of passwords"
      ],
      [
       "intrusion-attempts:exploit",
       "an attempt with an unknown exploit"
      ],
      [
       "intrusion-attempts:ids-alert",
       "an attempt with a known weakness"
      ],
      [
       "intrusions:application-compromise",
       "an application was broken into"
      ],
      [
       "intrusions:burglary",
       "physical break-in"
      ],
      [
       "intrusions:privileged-account-compromise",
       "an administrator's account was taken over"
      ],
      [
       "intrusions:system-compromise",
       "a system was broken into"
      ],
      [
       "intrusions:unprivileged-account-compromise",
       "a user's account was taken over"
      ],
      [
       "malicious-code:c2-server",
       "a server that commands malware"
      ],
      [
       "malicious-code:infected-system",
       "a system infected with malware"
      ],
      [
       "malicious-code:malware-configuration",
       "a place that configures malware"
      ],
      [
       "malicious-code:malware-distribution",
       "a place that spreads malware"
      ],
      [
       "other:other",
       "none of these"
      ],
      [
       "vulnerable:vulnerable-system",
       "a system with a known weakness"
      ]
     ]
    },
    {
     "name": "campaign",
     "title": "Campaign",
     "meaning": "A name shared by all incidents of one campaign.",
     "form": "an id: lower-case letters and digits in words joined by hyphens",
     "kind": "id",
     "example": "spring-2024-ddos"
    },
    {
     "name": "emergency_services_affected",
     "title": "Emergency services affected",
     "meaning": "Whether emergency numbers or services were affected; only where a source speaks of it.",
     "form": "one of 3 values; or a mapping with value, sources and note",
     "kind": "choice",
     "example": "true",
     "fact": true,
     "choices": [
      [
       "true",
       "yes, a source says so"
      ],
      [
       "false",
       "no, a source says so"
      ],
      [
       "unknown",
       "sources leave it open"
      ]
     ],
     "fields": [
      {
       "name": "value",
       "title": "Value",
       "meaning": "The value itself.",
       "form": "one of 3 values",
       "kind": "choice",
       "example": "true",
       "required": true,
       "choices": [
        [
         "true",
         "yes, a source says so"
        ],
        [
         "false",
         "no, a source says so"
        ],
        [
         "unknown",
         "sources leave it open"
        ]
       ]
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "list": true,
       "entries": 50
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence: where sources differ, how the value was found.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Customers reported trouble from about 16:00.",
       "max": 500
      }
     ]
    },
    {
     "name": "impacts",
     "title": "Impacts",
     "meaning": "What each service suffered: one row for each service and phase.",
     "form": "one or more rows, each with the fields below, at most 500 entries",
     "kind": "rows",
     "required": true,
     "list": true,
     "entries": 500,
     "fields": [
      {
       "name": "service",
       "title": "Service",
       "meaning": "The id of the service.",
       "form": "the id of a service: the name of a file in content/services without .yaml",
       "kind": "ref",
       "example": "acme-mobile",
       "required": true
      },
      {
       "name": "level",
       "title": "Level",
       "meaning": "How badly the service was hit.",
       "form": "one of 3 values",
       "kind": "choice",
       "example": "outage",
       "required": true,
       "choices": [
        [
         "outage",
         "not usable"
        ],
        [
         "degraded",
         "slow, faulty or usable in part"
        ],
        [
         "restored-partially",
         "working again for some users or functions"
        ]
       ]
      },
      {
       "name": "start",
       "title": "Start",
       "meaning": "When this phase began; leave out when sources do not say it for this service.",
       "form": "an uncertain time",
       "kind": "time",
       "example": "2025-07-23T16:15"
      },
      {
       "name": "end",
       "title": "End",
       "meaning": "When this phase ended, or ongoing or unknown; leave out as for start.",
       "form": "an uncertain time, or the word ongoing or unknown",
       "kind": "end",
       "example": "2025-07-23T20:00~"
      },
      {
       "name": "users",
       "title": "Users",
       "meaning": "How many users were affected.",
       "form": "a number: 40, 1200~ for about, \"[30..50]\" for between, \"[75..]\" for at least, \"[..10]\" for at most",
       "kind": "quantity",
       "example": "1200~"
      },
      {
       "name": "share",
       "title": "Share",
       "meaning": "What part of the users was affected, in percent.",
       "form": "a number: 40, 1200~ for about, \"[30..50]\" for between, \"[75..]\" for at least, \"[..10]\" for at most",
       "kind": "quantity",
       "example": "75"
      },
      {
       "name": "area",
       "title": "Area",
       "meaning": "The place or area affected.",
       "form": "one line of text, at most 200 characters",
       "kind": "line",
       "example": "north of the country",
       "max": 200
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence more.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Only calls from other networks failed.",
       "max": 500
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "required": true,
       "list": true,
       "entries": 50
      }
     ]
    },
    {
     "name": "consequences",
     "title": "Consequences",
     "meaning": "Effects beyond the services, counted where sources count them.",
     "form": "rows, each with the fields below, at most 200 entries",
     "kind": "rows",
     "list": true,
     "entries": 200,
     "fields": [
      {
       "name": "what",
       "title": "What",
       "meaning": "What was counted or observed, written so that it reads after the number.",
       "form": "one line of text, at most 300 characters",
       "kind": "line",
       "example": "flights delayed at the airport",
       "required": true,
       "max": 300
      },
      {
       "name": "value",
       "title": "Value",
       "meaning": "How many.",
       "form": "a number: 40, 1200~ for about, \"[30..50]\" for between, \"[75..]\" for at least, \"[..10]\" for at most",
       "kind": "quantity",
       "example": "40"
      },
      {
       "name": "unit",
       "title": "Unit",
       "meaning": "The unit, for money and the like.",
       "form": "one line of text, at most 20 characters",
       "kind": "line",
       "example": "EUR",
       "max": 20
      },
      {
       "name": "date",
       "title": "Date",
       "meaning": "When.",
       "form": "an uncertain time, or an interval a/b",
       "kind": "span",
       "example": "2025-07-23"
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence more.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "The outage was one of several reasons.",
       "max": 500
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "required": true,
       "list": true,
       "entries": 50
      }
     ]
    },
    {
     "name": "claims",
     "title": "Claims",
     "meaning": "Who said what, and when, in order of date. A statement that turned out wrong stays and names the one that replaced it.",
     "form": "rows, each with the fields below, at most 200 entries",
     "kind": "rows",
     "list": true,
     "entries": 200,
     "fields": [
      {
       "name": "about",
       "title": "About",
       "meaning": "What the statement is about.",
       "form": "one of 7 values",
       "kind": "choice",
       "example": "cause",
       "required": true,
       "choices": [
        [
         "cause",
         "why it happened"
        ],
        [
         "attribution",
         "who was behind it"
        ],
        [
         "target",
         "whom it was aimed at"
        ],
        [
         "data",
         "whether data were taken, lost or changed"
        ],
        [
         "duration",
         "when it began, ended, how long it took"
        ],
        [
         "impact",
         "what and who was affected, and how badly"
        ],
        [
         "responsibility",
         "who answers for it; also a claim of responsibility"
        ]
       ]
      },
      {
       "name": "by",
       "title": "By",
       "meaning": "The id of the organisation that said it, or the word unidentified.",
       "form": "the id of an organisation: the name of a file in content/organisations without .yaml",
       "kind": "ref",
       "example": "acme-telecom",
       "required": true
      },
      {
       "name": "speaker",
       "title": "Speaker",
       "meaning": "The office, or the public official, that spoke. Never a private person.",
       "form": "one line of text, at most 200 characters",
       "kind": "line",
       "example": "director general",
       "max": 200
      },
      {
       "name": "date",
       "title": "Date",
       "meaning": "When it was said.",
       "form": "an uncertain time",
       "kind": "time",
       "example": "2025-07-24T11:00",
       "required": true
      },
      {
       "name": "says",
       "title": "Says",
       "meaning": "What was said, in your own words.",
       "form": "one line of text, at most 600 characters",
       "kind": "line",
       "example": "Technical incident in management software; no evidence of a cyberattack.",
       "required": true,
       "max": 600
      },
      {
       "name": "actor",
       "title": "Actor",
       "meaning": "Whom a claim about attribution or responsibility names.",
       "form": "one line of text, at most 100 characters",
       "kind": "line",
       "example": "NoName057(16)",
       "max": 100
      },
      {
       "name": "status",
       "title": "Status",
       "meaning": "Whether the statement still stands.",
       "form": "one of 4 values",
       "kind": "choice",
       "example": "superseded",
       "required": true,
       "choices": [
        [
         "standing",
         "nothing later contradicts it"
        ],
        [
         "superseded",
         "a later claim replaced it"
        ],
        [
         "disputed",
         "others contradict it"
        ],
        [
         "retracted",
         "whoever made it took it back"
        ]
       ]
      },
      {
       "name": "superseded_by",
       "title": "Superseded by",
       "meaning": "The number of the later claim that replaced this one; 1 is the first in the list.",
       "form": "a whole number",
       "kind": "number",
       "example": "2"
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that report it.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "required": true,
       "list": true,
       "entries": 50
      }
     ]
    },
    {
     "name": "updates",
     "title": "Updates",
     "meaning": "The course of events, in order of date.",
     "form": "rows, each with the fields below, at most 500 entries",
     "kind": "rows",
     "list": true,
     "entries": 500,
     "fields": [
      {
       "name": "date",
       "title": "Date",
       "meaning": "When; an interval a/b where it took a while.",
       "form": "an uncertain time, or an interval a/b",
       "kind": "span",
       "example": "2025-07-23T20:00",
       "required": true
      },
      {
       "name": "status",
       "title": "Status",
       "meaning": "The state that was reached (after Statuspage).",
       "form": "one of 5 values",
       "kind": "choice",
       "example": "resolved",
       "choices": [
        [
         "investigating",
         "the cause is being looked for"
        ],
        [
         "identified",
         "the cause is known"
        ],
        [
         "monitoring",
         "a remedy is in place and watched"
        ],
        [
         "resolved",
         "it is over"
        ],
        [
         "postmortem",
         "an account after the event"
        ]
       ]
      },
      {
       "name": "by",
       "title": "By",
       "meaning": "The id of the organisation that acted or reported.",
       "form": "the id of an organisation: the name of a file in content/organisations without .yaml",
       "kind": "ref",
       "example": "tax-office"
      },
      {
       "name": "text",
       "title": "Text",
       "meaning": "What happened, one full sentence.",
       "form": "one line of text, at most 600 characters",
       "kind": "line",
       "example": "Emergency numbers work again.",
       "required": true,
       "max": 600
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[news-2323626]",
       "required": true,
       "list": true,
       "entries": 50
      }
     ]
    },
    {
     "name": "responses",
     "title": "Responses",
     "meaning": "Measures taken because of the incident.",
     "form": "rows, each with the fields below, at most 200 entries",
     "kind": "rows",
     "list": true,
     "entries": 200,
     "fields": [
      {
       "name": "date",
       "title": "Date",
       "meaning": "When.",
       "form": "an uncertain time, or an interval a/b",
       "kind": "span",
       "example": "2025-07-25"
      },
      {
       "name": "by",
       "title": "By",
       "meaning": "The id of the organisation that took it.",
       "form": "the id of an organisation: the name of a file in content/organisations without .yaml",
       "kind": "ref",
       "example": "crisis-centre"
      },
      {
       "name": "text",
       "title": "Text",
       "meaning": "What was done, one full sentence.",
       "form": "one line of text, at most 600 characters",
       "kind": "line",
       "example": "The government called its crisis cell together.",
       "required": true,
       "max": 600
      },
      {
       "name": "sources",
       "title": "Sources",
       "meaning": "The ids of the sources that say so.",
       "form": "a list: each entry is the id of a source of this record, at most 50 entries",
       "kind": "source",
       "example": "[gov-2025-07-23]",
       "required": true,
       "list": true,
       "entries": 50
      }
     ]
    },
    {
     "name": "sources",
     "title": "Sources",
     "meaning": "Where the facts come from. A record without a source does not pass.",
     "form": "one or more rows, each with the fields below, at most 200 entries",
     "kind": "rows",
     "required": true,
     "list": true,
     "entries": 200,
     "fields": [
      {
       "name": "id",
       "title": "ID",
       "meaning": "A short name for use in this record.",
       "form": "an id: lower-case letters and digits in words joined by hyphens",
       "kind": "id",
       "example": "news-2323626",
       "required": true
      },
      {
       "name": "title",
       "title": "Title",
       "meaning": "The page's own headline, in its own language; leave out when you do not know it.",
       "form": "one line of text, at most 300 characters",
       "kind": "line",
       "example": "Network outage: what we know",
       "max": 300
      },
      {
       "name": "publisher",
       "title": "Publisher",
       "meaning": "Who published it.",
       "form": "one line of text, at most 100 characters",
       "kind": "line",
       "example": "The Daily News",
       "required": true,
       "max": 100
      },
      {
       "name": "url",
       "title": "URL",
       "meaning": "Its address; may be left out only when note says why.",
       "form": "an absolute address that begins with https:// or http://",
       "kind": "url",
       "example": "https://news.example/a/2323626.html"
      },
      {
       "name": "archive_url",
       "title": "Archive URL",
       "meaning": "An archived copy.",
       "form": "an absolute address that begins with https:// or http://",
       "kind": "url",
       "example": "https://web.archive.org/web/20250724120000/https://news.example/a/2323626.html"
      },
      {
       "name": "published",
       "title": "Published",
       "meaning": "When it was published, only when known.",
       "form": "an uncertain time",
       "kind": "time",
       "example": "2025-07-24"
      },
      {
       "name": "language",
       "title": "Language",
       "meaning": "The language of the document (BCP 47).",
       "form": "a BCP 47 language tag",
       "kind": "language",
       "example": "en",
       "required": true
      },
      {
       "name": "type",
       "title": "Type",
       "meaning": "What kind of document it is (OSV reference types).",
       "form": "one of 10 values",
       "kind": "choice",
       "example": "article",
       "required": true,
       "choices": [
        [
         "advisory",
         "a security advisory"
        ],
        [
         "article",
         "a press article or blog post"
        ],
        [
         "detection",
         "a way to detect the fault or attack"
        ],
        [
         "discussion",
         "a discussion, parliamentary question or social media post"
        ],
        [
         "report",
         "a report, press release, incident report or status page"
        ],
        [
         "fix",
         "a fix"
        ],
        [
         "introduced",
         "the change that brought the fault in"
        ],
        [
         "package",
         "a product's home page"
        ],
        [
         "evidence",
         "a measurement or other proof"
        ],
        [
         "web",
         "any other web page"
        ]
       ]
      },
      {
       "name": "official",
       "title": "Official",
       "meaning": "Whether it comes from the operator, an authority or a parliament.",
       "form": "true or false",
       "kind": "yes-no",
       "example": "true"
      },
      {
       "name": "note",
       "title": "Note",
       "meaning": "One plain sentence more.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "Re-posted text; the original publisher is not shown.",
       "max": 500
      }
     ]
    },
    {
     "name": "aliases",
     "title": "Aliases",
     "meaning": "Earlier ids of this record, which then redirect here, or its ids in other databases (with a colon).",
     "form": "a list: each entry is an id, or the name of another database, a colon and the id there, at most 50 entries",
     "kind": "alias",
     "example": "[\"vcdb:788C3B36\"]",
     "list": true,
     "entries": 50
    },
    {
     "name": "related",
     "title": "Related",
     "meaning": "Other incidents that belong with this one; each names the other.",
     "form": "a list: each entry is the id of an incident: the name of a file in content/incidents without .yaml, at most 50 entries",
     "kind": "ref",
     "example": "[2024-03-21-city-websites-ddos]",
     "list": true,
     "entries": 50
    },
    {
     "name": "published",
     "title": "Published",
     "meaning": "The day on which this record was first published in the archive.",
     "form": "a day, YYYY-MM-DD",
     "kind": "day",
     "example": "2026-11-22",
     "required": true
    },
    {
     "name": "modified",
     "title": "Modified",
     "meaning": "The day of the last change of substance.",
     "form": "a day, YYYY-MM-DD",
     "kind": "day",
     "example": "2026-11-22",
     "required": true
    },
    {
     "name": "withdrawn",
     "title": "Withdrawn",
     "meaning": "Set when the record should not have been published: the page stays, with a banner.",
     "form": "a mapping with the fields below",
     "kind": "rows",
     "fields": [
      {
       "name": "date",
       "title": "Date",
       "meaning": "The day of the withdrawal.",
       "form": "a day, YYYY-MM-DD",
       "kind": "day",
       "example": "2026-11-22",
       "required": true
      },
      {
       "name": "reason",
       "title": "Reason",
       "meaning": "Why, in one sentence.",
       "form": "one line of text, at most 500 characters",
       "kind": "line",
       "example": "The source was retracted by its publisher.",
       "required": true,
       "max": 500
      }
     ]
    }
   ]
  },
  "organisation": {
   "folder": "content/organisations",
   "modeline": "# yaml-language-server: $schema=../../static/schema/v1/organisation.schema.json\n",
   "fields": [
    {
     "name": "id",
     "title": "ID",
     "meaning": "The file name without .yaml. It need not be written; when it is, it has to be the same.",
     "form": "an id: lower-case letters and digits in words joined by hyphens",
     "kind": "id",
     "example": "tax-office"
    },
    {
     "name": "name",
     "title": "Name",
     "meaning": "The full name.",
     "form": "one line of text, at most 150 characters",
     "kind": "line",
     "example": "National Tax Office",
     "required": true,
     "max": 150
    },
    {
     "name": "short_name",
     "title": "Short name",
     "meaning": "What people call it.",
     "form": "one line of text, at most 40 characters",
     "kind": "line",
     "example": "NTO",
     "max": 40
    },
    {
     "name": "kind",
     "title": "Kind",
     "meaning": "What it is.",
     "form": "one of 11 values",
     "kind": "choice",
     "example": "authority",
     "required": true,
     "choices": [
      [
       "operator",
       "runs services"
      ],
      [
       "authority",
       "government, ministry or public body"
      ],
      [
       "regulator",
       "supervises operators"
      ],
      [
       "law-enforcement",
       "police, prosecutor"
      ],
      [
       "csirt",
       "computer security incident response team"
      ],
      [
       "parliament",
       "parliament"
      ],
      [
       "media",
       "press, radio, television"
      ],
      [
       "researcher",
       "university, research or security company that studies incidents"
      ],
      [
       "vendor",
       "makes or sells products that others run"
      ],
      [
       "threat-actor",
       "a group that attacks"
      ],
      [
       "other",
       "none of these"
      ]
     ]
    },
    {
     "name": "country",
     "title": "Country",
     "meaning": "Where it is seated: ISO 3166-1 alpha-2 code.",
     "form": "an ISO 3166-1 alpha-2 code of two capital letters",
     "kind": "country",
     "example": "NL"
    },
    {
     "name": "url",
     "title": "URL",
     "meaning": "Its own address.",
     "form": "an absolute address that begins with https:// or http://",
     "kind": "url",
     "example": "https://tax-office.example/"
    },
    {
     "name": "aliases",
     "title": "Aliases",
     "meaning": "Other names, for the search.",
     "form": "a list: each entry is one line of text, at most 50 entries",
     "kind": "line",
     "example": "[Tax administration]",
     "list": true,
     "entries": 50
    },
    {
     "name": "description",
     "title": "Description",
     "meaning": "One plain sentence.",
     "form": "one line of text, at most 300 characters",
     "kind": "line",
     "example": "Collects the taxes of the country.",
     "max": 300
    }
   ]
  },
  "service": {
   "folder": "content/services",
   "modeline": "# yaml-language-server: $schema=../../static/schema/v1/service.schema.json\n",
   "fields": [
    {
     "name": "id",
     "title": "ID",
     "meaning": "The file name without .yaml. It need not be written; when it is, it has to be the same.",
     "form": "an id: lower-case letters and digits in words joined by hyphens",
     "kind": "id",
     "example": "tax-portal"
    },
    {
     "name": "name",
     "title": "Name",
     "meaning": "What the service is called.",
     "form": "one line of text, at most 100 characters",
     "kind": "line",
     "example": "Tax portal",
     "required": true,
     "max": 100
    },
    {
     "name": "operator",
     "title": "Operator",
     "meaning": "The id of the organisation that runs it.",
     "form": "the id of an organisation: the name of a file in content/organisations without .yaml",
     "kind": "ref",
     "example": "tax-office",
     "required": true
    },
    {
     "name": "sector",
     "title": "Sector",
     "meaning": "The sector (NIS2 Annexes I and II).",
     "form": "one of 21 values",
     "kind": "choice",
     "example": "public-administration",
     "required": true,
     "choices": [
      [
       "energy",
       "electricity, gas, oil, heat, hydrogen"
      ],
      [
       "transport",
       "air, rail, water, road"
      ],
      [
       "banking",
       "credit institutions and payments"
      ],
      [
       "financial-market-infrastructure",
       "settlement, trading venues, central counterparties"
      ],
      [
       "health",
       "hospitals, laboratories, health insurance"
      ],
      [
       "drinking-water",
       "supply of drinking water"
      ],
      [
       "waste-water",
       "waste water"
      ],
      [
       "digital-infrastructure",
       "telecoms, internet exchange, DNS, cloud, data centres, trust services"
      ],
      [
       "ict-service-management",
       "managed IT and security services"
      ],
      [
       "public-administration",
       "the State, municipalities, emergency numbers, police"
      ],
      [
       "space",
       "ground and space infrastructure"
      ],
      [
       "postal-and-courier",
       "post and parcels"
      ],
      [
       "waste-management",
       "waste"
      ],
      [
       "chemicals",
       "chemicals"
      ],
      [
       "food",
       "production and distribution of food"
      ],
      [
       "manufacturing",
       "manufacturing"
      ],
      [
       "digital-providers",
       "marketplaces, search engines, social networks"
      ],
      [
       "research",
       "research organisations"
      ],
      [
       "education",
       "schools and universities (outside the annexes)"
      ],
      [
       "media",
       "press, radio, television (outside the annexes)"
      ],
      [
       "other",
       "none of these"
      ]
     ]
    },
    {
     "name": "countries",
     "title": "Countries",
     "meaning": "Where it is offered: ISO 3166-1 alpha-2 codes.",
     "form": "a list: each entry is an ISO 3166-1 alpha-2 code of two capital letters, at most 250 entries",
     "kind": "country",
     "example": "[NL]",
     "required": true,
     "list": true,
     "entries": 250
    },
    {
     "name": "description",
     "title": "Description",
     "meaning": "What it is for, in one plain sentence.",
     "form": "one line of text, at most 300 characters",
     "kind": "line",
     "example": "Tax returns of citizens and companies.",
     "max": 300
    },
    {
     "name": "url",
     "title": "URL",
     "meaning": "Its own address.",
     "form": "an absolute address that begins with https:// or http://",
     "kind": "url",
     "example": "https://tax-portal.example/"
    },
    {
     "name": "aliases",
     "title": "Aliases",
     "meaning": "Other names that people use, for the search.",
     "form": "a list: each entry is one line of text, at most 50 entries",
     "kind": "line",
     "example": "[My taxes]",
     "list": true,
     "entries": 50
    },
    {
     "name": "depends_on",
     "title": "Depends on",
     "meaning": "The ids of services that it cannot work without.",
     "form": "a list: each entry is the id of a service: the name of a file in content/services without .yaml, at most 50 entries",
     "kind": "ref",
     "example": "[sign-in]",
     "list": true,
     "entries": 50
    }
   ]
  }
 },
 "countries": {
  "AD": "Andorra",
  "AE": "United Arab Emirates",
  "AF": "Afghanistan",
  "AG": "Antigua and Barbuda",
  "AI": "Anguilla",
  "AL": "Albania",
  "AM": "Armenia",
  "AO": "Angola",
  "AQ": "Antarctica",
  "AR": "Argentina",
  "AS": "American Samoa",
  "AT": "Austria",
  "AU": "Australia",
  "AW": "Aruba",
  "AX": "Åland Islands",
  "AZ": "Azerbaijan",
  "BA": "Bosnia and Herzegovina",
  "BB": "Barbados",
  "BD": "Bangladesh",
  "BE": "Belgium",
  "BF": "Burkina Faso",
  "BG": "Bulgaria",
  "BH": "Bahrain",
  "BI": "Burundi",
  "BJ": "Benin",
  "BL": "St. Barthélemy",
  "BM": "Bermuda",
  "BN": "Brunei",
  "BO": "Bolivia",
  "BQ": "Caribbean Netherlands",
  "BR": "Brazil",
  "BS": "Bahamas",
  "BT": "Bhutan",
  "BV": "Bouvet Island",
  "BW": "Botswana",
  "BY": "Belarus",
  "BZ": "Belize",
  "CA": "Canada",
  "CC": "Cocos (Keeling) Islands",
  "CD": "DR Congo",
  "CF": "Central African Republic",
  "CG": "Congo",
  "CH": "Switzerland",
  "CI": "Côte d’Ivoire",
  "CK": "Cook Islands",
  "CL": "Chile",
  "CM": "Cameroon",
  "CN": "China",
  "CO": "Colombia",
  "CR": "Costa Rica",
  "CU": "Cuba",
  "CV": "Cabo Verde",
  "CW": "Curaçao",
  "CX": "Christmas Island",
  "CY": "Cyprus",
  "CZ": "Czechia",
  "DE": "Germany",
  "DJ": "Djibouti",
  "DK": "Denmark",
  "DM": "Dominica",
  "DO": "Dominican Republic",
  "DZ": "Algeria",
  "EC": "Ecuador",
  "EE": "Estonia",
  "EG": "Egypt",
  "EH": "Western Sahara",
  "ER": "Eritrea",
  "ES": "Spain",
  "ET": "Ethiopia",
  "FI": "Finland",
  "FJ": "Fiji",
  "FK": "Falkland Islands",
  "FM": "Micronesia",
  "FO": "Faroe Islands",
  "FR": "France",
  "GA": "Gabon",
  "GB": "United Kingdom",
  "GD": "Grenada",
  "GE": "Georgia",
  "GF": "French Guiana",
  "GG": "Guernsey",
  "GH": "Ghana",
  "GI": "Gibraltar",
  "GL": "Greenland",
  "GM": "Gambia",
  "GN": "Guinea",
  "GP": "Guadeloupe",
  "GQ": "Equatorial Guinea",
  "GR": "Greece",
  "GS": "South Georgia and South Sandwich Islands",
  "GT": "Guatemala",
  "GU": "Guam",
  "GW": "Guinea-Bissau",
  "GY": "Guyana",
  "HK": "Hong Kong",
  "HM": "Heard and McDonald Islands",
  "HN": "Honduras",
  "HR": "Croatia",
  "HT": "Haiti",
  "HU": "Hungary",
  "ID": "Indonesia",
  "IE": "Ireland",
  "IL": "Israel",
  "IM": "Isle of Man",
  "IN": "India",
  "IO": "British Indian Ocean Territory",
  "IQ": "Iraq",
  "IR": "Iran",
  "IS": "Iceland",
  "IT": "Italy",
  "JE": "Jersey",
  "JM": "Jamaica",
  "JO": "Jordan",
  "JP": "Japan",
  "KE": "Kenya",
  "KG": "Kyrgyzstan",
  "KH": "Cambodia",
  "KI": "Kiribati",
  "KM": "Comoros",
  "KN": "St. Kitts and Nevis",
  "KP": "North Korea",
  "KR": "South Korea",
  "KW": "Kuwait",
  "KY": "Cayman Islands",
  "KZ": "Kazakhstan",
  "LA": "Laos",
  "LB": "Lebanon",
  "LC": "St. Lucia",
  "LI": "Liechtenstein",
  "LK": "Sri Lanka",
  "LR": "Liberia",
  "LS": "Lesotho",
  "LT": "Lithuania",
  "LU": "Luxembourg",
  "LV": "Latvia",
  "LY": "Libya",
  "MA": "Morocco",
  "MC": "Monaco",
  "MD": "Moldova",
  "ME": "Montenegro",
  "MF": "St. Martin",
  "MG": "Madagascar",
  "MH": "Marshall Islands",
  "MK": "North Macedonia",
  "ML": "Mali",
  "MM": "Myanmar",
  "MN": "Mongolia",
  "MO": "Macao",
  "MP": "Northern Mariana Islands",
  "MQ": "Martinique",
  "MR": "Mauritania",
  "MS": "Montserrat",
  "MT": "Malta",
  "MU": "Mauritius",
  "MV": "Maldives",
  "MW": "Malawi",
  "MX": "Mexico",
  "MY": "Malaysia",
  "MZ": "Mozambique",
  "NA": "Namibia",
  "NC": "New Caledonia",
  "NE": "Niger",
  "NF": "Norfolk Island",
  "NG": "Nigeria",
  "NI": "Nicaragua",
  "NL": "Netherlands",
  "NO": "Norway",
  "NP": "Nepal",
  "NR": "Nauru",
  "NU": "Niue",
  "NZ": "New Zealand",
  "OM": "Oman",
  "PA": "Panama",
  "PE": "Peru",
  "PF": "French Polynesia",
  "PG": "Papua New Guinea",
  "PH": "Philippines",
  "PK": "Pakistan",
  "PL": "Poland",
  "PM": "St. Pierre and Miquelon",
  "PN": "Pitcairn Islands",
  "PR": "Puerto Rico",
  "PS": "Palestine",
  "PT": "Portugal",
  "PW": "Palau",
  "PY": "Paraguay",
  "QA": "Qatar",
  "RE": "Réunion",
  "RO": "Romania",
  "RS": "Serbia",
  "RU": "Russia",
  "RW": "Rwanda",
  "SA": "Saudi Arabia",
  "SB": "Solomon Islands",
  "SC": "Seychelles",
  "SD": "Sudan",
  "SE": "Sweden",
  "SG": "Singapore",
  "SH": "St. Helena",
  "SI": "Slovenia",
  "SJ": "Svalbard and Jan Mayen",
  "SK": "Slovakia",
  "SL": "Sierra Leone",
  "SM": "San Marino",
  "SN": "Senegal",
  "SO": "Somalia",
  "SR": "Suriname",
  "SS": "South Sudan",
  "ST": "São Tomé and Príncipe",
  "SV": "El Salvador",
  "SX": "Sint Maarten",
  "SY": "Syria",
  "SZ": "Eswatini",
  "TC": "Turks and Caicos Islands",
  "TD": "Chad",
  "TF": "French Southern Territories",
  "TG": "Togo",
  "TH": "Thailand",
  "TJ": "Tajikistan",
  "TK": "Tokelau",
  "TL": "Timor-Leste",
  "TM": "Turkmenistan",
  "TN": "Tunisia",
  "TO": "Tonga",
  "TR": "Türkiye",
  "TT": "Trinidad and Tobago",
  "TV": "Tuvalu",
  "TW": "Taiwan",
  "TZ": "Tanzania",
  "UA": "Ukraine",
  "UG": "Uganda",
  "UM": "U.S. Outlying Islands",
  "US": "United States",
  "UY": "Uruguay",
  "UZ": "Uzbekistan",
  "VA": "Vatican City",
  "VC": "St. Vincent and Grenadines",
  "VE": "Venezuela",
  "VG": "British Virgin Islands",
  "VI": "U.S. Virgin Islands",
  "VN": "Vietnam",
  "VU": "Vanuatu",
  "WF": "Wallis and Futuna",
  "WS": "Samoa",
  "XK": "Kosovo",
  "YE": "Yemen",
  "YT": "Mayotte",
  "ZA": "South Africa",
  "ZM": "Zambia",
  "ZW": "Zimbabwe"
 },
 "messages": {
  "aliasForm": "{problem}, or begin with the other database's name and a colon",
  "blank": "the value is empty or shows nothing: write it, or remove the line",
  "causeStatus": "root cause {value} needs a status: write root_cause with value, status (confirmed, suspected or disputed) and sources",
  "causeUnknown": "an unknown cause has no status: remove it",
  "country": "unknown country {value}, want an ISO 3166-1 code of two capital letters such as \"NL\"",
  "countryMeant": "unknown country {value}, want an ISO 3166-1 code (did you mean {nearest}?)",
  "day": "date {value} is not a day, want YYYY-MM-DD",
  "didYouMean": " (did you mean {nearest}?)",
  "idExample": " (for example {fixed})",
  "idForm": "id {value} has to be lower-case letters and digits in words joined by hyphens",
  "idLong": "id {value} is too long ({n} characters), want 2 to 80",
  "idShort": "id {value} is too short, want 2 to 80 characters",
  "language": "unknown language {value}, want a BCP 47 tag such as \"en\", \"fr\", \"de\" or \"lb\"",
  "listEmpty": "the list is empty, want at least one entry",
  "listTooLong": "the list has {n} entries, want at most {max}",
  "missing": "field {name} is missing: {meaning}",
  "modifiedBefore": "modified {modified} lies before published {published}: write the day of the last change",
  "number": "number {value} has to be plain digits, such as 1200 or 7.5, with ~ for about: 1200~",
  "numberLarge": "number {value} is too large",
  "oneLine": "want one line of text, without line breaks and tabs",
  "range": "range {value} has to be written as \"[30..50]\", \"[75..]\" or \"[..10]\"",
  "rangeOrder": "range {value} has to go from the smaller to the greater number",
  "share": "share {value} is more than 100 percent",
  "sourceAddress": "source {value} has no url: add it, or say in note why there is none",
  "sourceTwice": "source id {value} is used twice in this record",
  "sourceUnknown": "unknown source {value}{hint}",
  "supersededBy": "a superseded claim has to name the claim that replaced it: add superseded_by with its number (1 is the first)",
  "supersededNone": "there is no claim {n}, the record has {count}",
  "supersededNot": "superseded_by is set, but the status is {value}: make it \"superseded\", or remove superseded_by",
  "supersededSelf": "claim {n} cannot replace itself",
  "tooLong": "the text has {n} characters, want at most {max}: shorten it",
  "twice": "{value} stands in the list twice: remove one",
  "unknown": "unknown value {value}",
  "urlEnds": "address {value} begins or ends with white space: remove it",
  "urlHost": "address {value} is not on a public host",
  "urlRelative": "address {value} has to be absolute (did you mean {nearest}?)",
  "urlScheme": "address {value} has to begin with https:// or http://",
  "urlSpace": "address {value} holds white space, a backslash or a hidden character: copy it again from the browser",
  "urlUser": "address {value} holds a user name or password: remove what stands before the @",
  "wantOne": ", want one of {values}",
  "wantOneOf": ", want one of {values} … ({n} in all)",
  "wholeNumber": "{value} is not a whole number",
  "zone": "unknown time zone {value}, want an IANA name such as \"Europe/Amsterdam\" or \"UTC\""
 },
 "words": {
  "add": "Add a row to {title}",
  "copied": "Copied.",
  "copy": "Copy the record",
  "copyYourself": "The record is marked; copy it with the keyboard.",
  "example": "For example {example}",
  "factMore": "Sources and note: {title}",
  "file": "Save it as",
  "good": "No fault found. The rest is checked when you send it: whether the services and organisations exist, and the order of times.",
  "incident": "Incident: an outage or attack",
  "kind": "Kind of record",
  "left": "{n} things are still to do:",
  "long": "The record is too long for an address: copy it, open the new file and paste it there.",
  "more": "More fields",
  "no": "no",
  "none": "Choose …",
  "oneLeft": "One thing is still to do:",
  "open": "Open a new file at {host}",
  "organisation": "Organisation: who operates, says or claims",
  "remove": "Remove this row",
  "required": "required",
  "result": "The record",
  "save": "Save as a file",
  "service": "Service: something that can fail",
  "several": "Separate several with commas.",
  "yes": "yes"
 }
};
})(typeof window === "undefined" ? globalThis : window);
