"""Updates of the Bot API, as far as they are used. Everything may be missing.

Source: core.telegram.org/bots/api, version 10.3 of 24 August 2026.
"""

from typing import Any

from pydantic import AliasChoices, Field

from channels_adapters.kit.tolerant import Loose


class User(Loose):
    id: int | None = None
    is_bot: bool | None = None
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class Chat(Loose):
    id: int | None = None
    type: str | None = None
    title: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None


class File(Loose):
    """Photo size, video, audio, voice, video note, animation, document, sticker."""

    file_id: str | None = None
    file_unique_id: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None
    width: int = 0
    height: int = 0
    is_animated: bool = False
    is_video: bool = False
    emoji: str | None = None
    title: str | None = None
    performer: str | None = None
    thumbnail: "File | None" = Field(None, validation_alias=AliasChoices("thumbnail", "thumb"))


class Entity(Loose):
    """A part of a text; counted in units of UTF-16."""

    type: str | None = None
    offset: int = 0
    length: int = 0
    url: str | None = None


class Location(Loose):
    latitude: float | None = None
    longitude: float | None = None


class Venue(Loose):
    location: Location | None = None
    title: str | None = None
    address: str | None = None


class SharedContact(Loose):
    phone_number: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    vcard: str | None = None
    user_id: int | None = None


class WebAppData(Loose):
    data: str | None = None
    button_text: str | None = None


class Quote(Loose):
    text: str | None = None


class Topic(Loose):
    topic_id: int | None = None


class Message(Loose):
    message_id: int | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    direct_messages_topic: Topic | None = None
    ephemeral_message_id: int | str | None = None
    business_connection_id: str | None = None
    date: int | None = None
    edit_date: int | None = None
    chat: Chat | None = None
    sender: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    media_group_id: str | None = None
    reply_to_message: dict[str, Any] | None = None
    forward_origin: dict[str, Any] | None = None
    forward_date: int | None = None
    is_automatic_forward: bool = False
    external_reply: dict[str, Any] | None = None
    reply_to_story: dict[str, Any] | None = None
    quote: Quote | None = None
    text: str | None = None
    entities: list[Entity] = []
    caption: str | None = None
    caption_entities: list[Entity] = []
    photo: list[File] = []
    video: File | None = None
    animation: File | None = None
    audio: File | None = None
    voice: File | None = None
    video_note: File | None = None
    document: File | None = None
    sticker: File | None = None
    location: Location | None = None
    venue: Venue | None = None
    contact: SharedContact | None = None
    web_app_data: WebAppData | None = None
    rich_message: dict[str, Any] | None = None
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None


class Button(Loose):
    text: str | None = None
    callback_data: str | None = None


class Keyboard(Loose):
    inline_keyboard: list[list[Button]] = []


class Callback(Loose):
    id: str | None = None
    sender: User | None = Field(None, alias="from")
    message: dict[str, Any] | None = None
    data: str | None = None
    game_short_name: str | None = None


class Reaction(Loose):
    type: str | None = None
    emoji: str | None = None


class Reacted(Loose):
    chat: Chat | None = None
    message_id: int | None = None
    user: User | None = None
    actor_chat: Chat | None = None
    date: int | None = None
    new_reaction: list[Reaction] = []


class Member(Loose):
    status: str | None = None
    is_member: bool | None = None
    can_send_messages: bool | None = None


class Membership(Loose):
    chat: Chat | None = None
    sender: User | None = Field(None, alias="from")
    date: int | None = None
    new_chat_member: Member | None = None


class Connection(Loose):
    """Somebody lets the bot answer for his own account, or no longer."""

    user: User | None = None
    date: int | None = None
    is_enabled: bool | None = None


class Deleted(Loose):
    business_connection_id: str | None = None
    chat: Chat | None = None
    message_ids: list[int] = []


class Update(Loose):
    update_id: int | None = None
    message: Message | None = None
    edited_message: Message | None = None
    business_connection: Connection | None = None
    business_message: Message | None = None
    edited_business_message: Message | None = None
    deleted_business_messages: Deleted | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    callback_query: Callback | None = None
    message_reaction: Reacted | None = None
    my_chat_member: Membership | None = None
