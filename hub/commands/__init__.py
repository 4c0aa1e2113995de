"""What an operator types. One file a command: ``declare(parser)`` adds its arguments and sets ``run``.

Stands above the entrances and may import everything; nothing imports it.
"""

COMMANDS = {
    "serve": "run all roles in one process",
    "web": "run the web role: HTTP and sockets",
    "relay": "run the relay role: numbers the journal and publishes it",
    "worker": "run the worker role: sending, reactions, due times",
    "demo": "run everything with lifelike data, to try it out",
    "create-admin": "create the first admin, or a further one",
    "migrate": "build indexes and move documents to this version",
    "doctor": "check the set-up and say what to do",
    "contract": "write openapi.json and asyncapi.json",
    "normalise": "show what a channel adapter understands of raw payloads",
}
