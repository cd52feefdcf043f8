#!/bin/sh
# Makes the media that tests send: small files of every kind, with ffmpeg. Needed again only to change them.
set -e
cd "$(dirname "$0")"
ffmpeg -y -loglevel error -f lavfi -i testsrc2=size=160x90:rate=5:duration=8 -f lavfi -i sine=frequency=440:duration=8 \
  -c:v libvpx -b:v 24k -g 10 -c:a libopus -b:a 8k video.webm
ffmpeg -y -loglevel error -f lavfi -i sine=frequency=330:duration=6 -c:a libopus -b:a 8k audio.ogg
ffmpeg -y -loglevel error -f lavfi -i testsrc2=size=480x640:rate=1:duration=1 -frames:v 1 -pix_fmt pal8 picture.png
