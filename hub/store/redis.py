"""The one place that makes Redis clients. Redis makes things fast between processes; it guarantees nothing."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError


def open_redis(url: str) -> Redis:
    """A client that reconnects by itself; values are bytes. Close it with ``aclose()``."""
    client: Redis = Redis.from_url(
        url,
        socket_connect_timeout=2,
        # A Redis that hangs, or a line that is cut without a word, must not hold up a publish.
        socket_timeout=5,
        socket_keepalive=True,
        health_check_interval=15,
        retry=Retry(ExponentialWithJitterBackoff(base=0.05, cap=1), 3),
        retry_on_error=[RedisConnectionError, RedisTimeoutError],
        client_name="simpul",
    )
    return client
