"""The templates that every number of the stand-in has at first."""

from typing import Any

TEMPLATES: list[dict[str, Any]] = [
    {
        "id": "594425479261596",
        "name": "order_update",
        "language": "id",
        "status": "APPROVED",
        "category": "UTILITY",
        "parameter_format": "POSITIONAL",
        "components": [
            {
                "type": "BODY",
                "text": "Halo {{1}}, paket {{2}} sedang dalam perjalanan. Balas pesan ini bila Anda ingin bertanya.",
                "example": {"body_text": [["Dewi", "PKT-7742-0918"]]},
            },
            {"type": "FOOTER", "text": "Paketara"},
            {
                "type": "BUTTONS",
                "buttons": [
                    {"type": "QUICK_REPLY", "text": "Hubungi kami"},
                    {
                        "type": "URL",
                        "text": "Lacak paket",
                        "url": "https://paketara.example/lacak/{{1}}",
                        "example": ["https://paketara.example/lacak/PKT-7742-0918"],
                    },
                ],
            },
        ],
    },
    {
        "id": "594425479261597",
        "name": "order_update",
        "language": "en",
        "status": "APPROVED",
        "category": "UTILITY",
        "parameter_format": "POSITIONAL",
        "components": [
            {
                "type": "BODY",
                "text": "Hello {{1}}, parcel {{2}} is on its way. Reply to this message if you have a question.",
                "example": {"body_text": [["Dewi", "PKT-7742-0918"]]},
            },
            {"type": "FOOTER", "text": "Paketara"},
        ],
    },
    {
        "id": "594425479261598",
        "name": "continue_chat",
        "language": "id",
        "status": "APPROVED",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Tentang {{topic}}"},
            {
                "type": "BODY",
                "text": "Halo {{customer_name}}, kami sudah mendapat jawaban. Boleh kami lanjutkan di sini?",
                "example": {
                    "body_text_named_params": [{"param_name": "customer_name", "example": "Dewi"}]
                },
            },
            {
                "type": "BUTTONS",
                "buttons": [
                    {"type": "QUICK_REPLY", "text": "Ya, lanjutkan"},
                    {"type": "QUICK_REPLY", "text": "Sudah selesai"},
                ],
            },
        ],
    },
    {
        "id": "594425479261599",
        "name": "proof_of_delivery",
        "language": "id",
        "status": "APPROVED",
        "category": "UTILITY",
        "parameter_format": "POSITIONAL",
        "components": [
            {
                "type": "HEADER",
                "format": "IMAGE",
                "example": {"header_handle": ["https://example.com/door.jpg"]},
            },
            {"type": "BODY", "text": "Paket {{1}} sudah kami antar."},
        ],
    },
    {
        "id": "594425479261600",
        "name": "greeting",
        "language": "id",
        "status": "APPROVED",
        "category": "MARKETING",
        "parameter_format": "POSITIONAL",
        "components": [{"type": "BODY", "text": "Halo, ada kabar baru dari Paketara."}],
    },
    {
        "id": "594425479261601",
        "name": "ramadan_promo",
        "language": "id",
        "status": "REJECTED",
        "category": "MARKETING",
        "parameter_format": "POSITIONAL",
        "components": [{"type": "BODY", "text": "Promo Ramadan untuk {{1}}."}],
    },
    {
        "id": "594425479261602",
        "name": "survey",
        "language": "id",
        "status": "PAUSED",
        "category": "MARKETING",
        "parameter_format": "POSITIONAL",
        "components": [{"type": "BODY", "text": "Bagaimana layanan kami, {{1}}?"}],
    },
]
