#!/bin/sh
# Make the captcha's letter sounds once; the WAV files are shipped.
# Needs espeak-ng and sox (apt install espeak-ng sox) and the project's Python. Run from the project's root.
#
# 8 kHz, mono, 8 bits: five letters must fit in 60 kB, which is 7.5 seconds of this format.
set -eu

python=${PYTHON:-.venv/bin/python}
sounds=dvc/gateways/captcha/sounds
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

mkdir -p "$sounds"
"$python" -c '
from dvc.domain.captcha_letters import ALPHABET, spoken
for letter in ALPHABET:
    print(letter + "\t" + spoken(letter))
' > "$work/letters"

while IFS='	' read -r letter words; do
    espeak-ng -v vi -s 165 -g 1 -w "$work/said.wav" "$words" < /dev/null
    # Cut the silence at both ends, keep the band a telephone speaker plays, and bring soft and loud
    # to one loudness: a phone held in a market hall.
    sox -D "$work/said.wav" -r 8000 -c 1 -b 8 -e unsigned-integer "$sounds/$letter.wav" \
        silence 1 0.01 1% reverse silence 1 0.01 1% reverse \
        highpass 150 compand 0.005,0.1 -60,-60,-40,-22,-20,-10,0,-4 -6 norm -1 < /dev/null
done < "$work/letters"
