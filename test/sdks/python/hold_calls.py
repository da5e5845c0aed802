"""Holds calls with Google's Python client and prints, as one JSON object, what the client was told.

Environment: BASE_URL (https), TOKENS (comma-separated, one a call), MODEL.
"""

import asyncio
import json
import os

from google import genai
from google.genai import errors, types

MODEL = os.environ["MODEL"]
TOKENS = iter(os.environ["TOKENS"].split(","))


def connect(**config):
    client = genai.Client(
        api_key=next(TOKENS),
        http_options=types.HttpOptions(base_url=os.environ["BASE_URL"]),
    )
    config = types.LiveConnectConfig(response_modalities=["AUDIO"], **config)
    return client.aio.live.connect(model=MODEL, config=config)


async def speaks():
    """A typed line is spoken: words, sound, and the end of the turn."""
    async with connect(output_audio_transcription={}) as session:
        await session.send_client_content(
            turns={"role": "user", "parts": [{"text": "Say: Bobby put the map by the lamp."}]},
            turn_complete=True,
        )
        words, sound, complete = "", b"", False
        async for message in session.receive():
            sound += message.data or b""
            content = message.server_content
            if content and content.output_transcription:
                words += content.output_transcription.text or ""
            complete = complete or bool(content and content.turn_complete)
        return {"words": words, "sound_hex": sound.hex(), "complete": complete}


async def calls_a_function():
    """The model calls a function and speaks about its answer."""
    tools = [types.Tool(function_declarations=[types.FunctionDeclaration(name="get_weather")])]
    async with connect(tools=tools, output_audio_transcription={}) as session:
        await session.send_realtime_input(text="Call get_weather")
        words, called = "", []
        async for message in session.receive():
            content = message.server_content
            if content and content.output_transcription:
                words += content.output_transcription.text or ""
            for call in (message.tool_call and message.tool_call.function_calls) or []:
                called.append(call.name)
                await session.send_tool_response(
                    function_responses=types.FunctionResponse(
                        id=call.id, name=call.name, response={"output": "sunny"}
                    )
                )
        return {"words": words, "called": called}


async def is_interrupted():
    """Words that come while it speaks cut it short."""
    async with connect() as session:
        await session.send_realtime_input(text="Count to fifty")
        interrupted, spoke_up = False, False
        async for message in session.receive():
            content = message.server_content
            if message.data and not spoke_up:
                spoke_up = True
                await session.send_realtime_input(text="Say: Enough.")
            interrupted = interrupted or bool(content and content.interrupted)
        # What was cut short has ended with a turn of its own.
        sound = b""
        async for message in session.receive():
            sound += message.data or b""
        return {"interrupted": interrupted, "spoke_again": len(sound) > 0}


async def listens():
    """Speech from a microphone is heard, and answered."""
    with open(os.environ["SPEECH_FILE"], "rb") as file:
        speech = file.read()
    async with connect(input_audio_transcription={}) as session:
        for at in range(0, len(speech), 4800):
            await session.send_realtime_input(
                audio=types.Blob(data=speech[at : at + 4800], mime_type="audio/pcm;rate=24000")
            )
        heard = ""
        async for message in session.receive():
            content = message.server_content
            if content and content.input_transcription:
                heard += content.input_transcription.text or ""
        return {"heard": heard}


async def error_of(token_is_used):
    """What the client raises when the call is ended by the other side."""
    try:
        async with connect() as session:
            if not token_is_used:
                await session.send_realtime_input(text="Say: The line will break.")
            async for _message in session.receive():
                pass
    except errors.APIError as error:
        return {"code": error.code, "text": str(error)}
    except Exception as error:  # The name is what the test looks at.
        return {"code": None, "text": f"{type(error).__name__}: {error}"}
    return None


async def main():
    seen = {
        "speaks": await speaks(),
        "calls_a_function": await calls_a_function(),
        "is_interrupted": await is_interrupted(),
        "listens": await listens(),
        "used_token": await error_of(token_is_used=True),
    }
    # The test arms the service for the last call.
    print(json.dumps(seen), flush=True)
    input()
    print(json.dumps(await error_of(token_is_used=False)), flush=True)


asyncio.run(main())
