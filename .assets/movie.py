#!/usr/bin/env python3
r"""Makes an asciicast of the explorer a moving picture (SVG), with the standard library only.

The picture in the README was made by these two commands, in the root of the repository:

    w2s render --size 100x30 --color true --theme dusk --pause 1.2 --cast explorer.cast \
        --keys 'Down > > > b p Down Enter Up l l l l w Enter 2 2 d d 3 5 1 b'
    python3 .assets/movie.py explorer.cast .assets/explorer.svg

It reads what `w2s render --cast` writes and no more: clearing, cursor addresses, renditions and text. Who wants no
motion sees the last screen.
"""

import json
import re
import sys
import unicodedata

CELL_WIDTH, CELL_HEIGHT, FONT_SIZE = 8, 17, 13.3
BACKGROUND, FOREGROUND = "#121212", "#d0d0d0"
BASIC = ("#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 "
         "#7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff").split()
PLAIN = (None, None, frozenset())
# The dots of Braille, by their bits: column and row in a cell of 2 by 4.
DOTS = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
# Blocks are drawn as areas of their cell: left, top, width and height, as fractions of it.
BLOCKS = {"█": (0, 0, 1, 1), "▀": (0, 0, 1, .5), "▄": (0, .5, 1, .5), "▌": (0, 0, .5, 1), "▐": (.5, 0, .5, 1)}


def palette(index):
    """The colour of an index of the xterm palette."""
    if index < 16:
        return BASIC[index]
    if index >= 232:
        return "#" + f"{8 + 10 * (index - 232):02x}" * 3
    steps = (0, 95, 135, 175, 215, 255)
    index -= 16
    return "#%02x%02x%02x" % (steps[index // 36], steps[index // 6 % 6], steps[index % 6])


class Screen:
    """What a terminal shows: cells of a glyph and a style; an empty glyph ends a wide one."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.style = PLAIN
        self.clear()

    def clear(self):
        self.rows = [[(" ", PLAIN)] * self.width for _ in range(self.height)]

    def write(self, data):
        for parameters, final, text in re.findall(r"\x1b\[([0-9;?]*)([A-Za-z])|([^\x1b]+)", data):
            if text:
                self.put(text)
            elif final == "H":
                self.y, self.x = (int(number) - 1 for number in parameters.split(";"))
            elif final == "m":
                self.render([int(number or 0) for number in parameters.split(";")])
            elif (parameters, final) == ("2", "J"):
                self.clear()
            elif (parameters, final) != ("?25", "l"):
                sys.exit(f"movie.py: an unknown sequence: {parameters}{final}")

    def put(self, text):
        for glyph in text:
            self.rows[self.y][self.x] = (glyph, self.style)
            self.x += 1
            if unicodedata.east_asian_width(glyph) in "WF":
                self.rows[self.y][self.x] = ("", self.style)
                self.x += 1

    def render(self, codes):
        foreground, background, attributes = self.style
        codes = iter(codes)
        for code in codes:
            if code == 0:
                foreground, background, attributes = PLAIN
            elif code in (38, 48):
                color = palette(next(codes)) if next(codes) == 5 else "#%02x%02x%02x" % tuple(next(codes) for _ in "rgb")
                foreground, background = (color, background) if code == 38 else (foreground, color)
            elif code < 30:
                attributes |= {code}
            else:
                color = palette(code % 10 + (8 if code >= 90 else 0))
                is_foreground = code // 10 in (3, 9)
                foreground, background = (color, background) if is_foreground else (foreground, color)
        self.style = (foreground, background, attributes)


def colors(style):
    """The colours of a style as drawn; the second is None where it is that of the picture."""
    foreground, background, attributes = style
    if 7 in attributes:
        foreground, background = background or BACKGROUND, foreground or FOREGROUND
    return foreground or FOREGROUND, background


def areas(row):
    """The coloured areas of a row: left, top, width, height and colour, in cells; equal neighbours are one."""
    found = []

    def add(x, top, width, height, color):
        if found and found[-1][1:2] + found[-1][3:] == [top, height, color] and found[-1][0] + found[-1][2] == x:
            found[-1][2] += width
        else:
            found.append([x, top, width, height, color])

    halves = []
    for x, (glyph, style) in enumerate(row):
        foreground, background = colors(style)
        if glyph in ("█", "▀", "▄"):
            halves.append((foreground if glyph != "▄" else background, foreground if glyph != "▀" else background))
        else:
            halves.append((background, background))
    # What fills whole cells first, then the halves that differ.
    for x, (top, bottom) in enumerate(halves):
        if top == bottom and top:
            add(x, 0, 1, 1, top)
    for half, top in ((0, 0), (1, .5)):
        for x, pair in enumerate(halves):
            if pair[0] != pair[1] and pair[half]:
                add(x, top, 1, .5, pair[half])
    for x, (glyph, style) in enumerate(row):
        if glyph in ("▌", "▐"):
            left, top, width, height = BLOCKS[glyph]
            add(x + left, top, width, height, colors(style)[0])
    return found


def is_braille(glyph):
    return "\u2800" <= glyph <= "\u28ff"


def dots(row):
    """The dots of a row by colour: the middle of each, in cells."""
    found = {}
    for x, (glyph, style) in enumerate(row):
        if is_braille(glyph):
            places = [(x + .25 + .5 * across, .125 + .25 * down) for bit, (across, down) in enumerate(DOTS)
                      if ord(glyph) >> bit & 1]
            found.setdefault(colors(style)[0], []).extend(places)
    return found


def texts(row):
    """The texts of a row: column, text and style; blanks within one style are part of it."""
    found = []
    for x, (glyph, style) in enumerate(row):
        if glyph == "" or glyph in BLOCKS or is_braille(glyph):
            continue
        color, attributes = colors(style)[0], style[2] - {7}
        underlined = 4 in attributes
        if glyph == " " and not underlined:
            # It joins two words of one style, and is dropped at their end.
            if found and found[-1][2:] == [color, attributes] and found[-1][0] + len(found[-1][1]) == x:
                found[-1][1] += " "
            continue
        joins = found and found[-1][2:] == [color, attributes] and found[-1][0] + len(found[-1][1]) == x
        wide = unicodedata.east_asian_width(glyph) in "WF"
        if joins and not wide:
            found[-1][1] += glyph
        else:
            found.append([x, glyph, color, attributes])
    return [(x, text if 4 in attributes else text.rstrip(), color, attributes) for x, text, color, attributes in found]


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def number(value):
    return f"{value:.3f}".rstrip("0").rstrip(".")


class Classes:
    """Short names of CSS rules."""

    def __init__(self):
        self.names = {}

    def name(self, rule):
        return self.names.setdefault(rule, "c%x" % len(self.names))


def drawn(row, y, classes):
    """A row as SVG."""
    parts = []
    paths = {}
    for x, top, width, height, color in areas(row):
        path = "M%s %sh%sv%sh-%sz" % tuple(
            map(number, (x * CELL_WIDTH, (y + top) * CELL_HEIGHT, width * CELL_WIDTH, height * CELL_HEIGHT,
                         width * CELL_WIDTH)))
        paths[color] = paths.get(color, "") + path
    for color, path in paths.items():
        parts.append('<path class="%s" d="%s"/>' % (classes.name(f"fill:{color}"), path))
    for color, places in dots(row).items():
        # A round end makes a dot of a line without length.
        path = "".join(f"M{number(x * CELL_WIDTH)} {number((y + top) * CELL_HEIGHT)}h0" for x, top in places)
        parts.append('<path class="%s" d="%s"/>' % (classes.name(f"stroke:{color};stroke-width:2.6;stroke-linecap:round"), path))
    spans = []
    for x, text, color, attributes in texts(row):
        rule = f"fill:{color}" + (";font-weight:bold" if 1 in attributes else "")
        rule += (";opacity:.6" if 2 in attributes else "") + (";text-decoration:underline" if 4 in attributes else "")
        # The length holds the columns whatever font there is.
        length = f' textLength="{len(text) * CELL_WIDTH}"' if len(text) > 1 and text.isprintable() else ""
        spans.append(f'<tspan x="{x * CELL_WIDTH}"{length} class="{classes.name(rule)}">{escaped(text)}</tspan>')
    if spans:
        parts.append(f'<text y="{number((y + .76) * CELL_HEIGHT)}">{"".join(spans)}</text>')
    return "".join(parts)


def stretches(frames):
    """The frames in which a row is as it is in each of them: by row number and row, lists of first and end."""
    found = {}
    for index, frame in enumerate(frames):
        for y, row in enumerate(frame):
            spans = found.setdefault((y, tuple(row)), [])
            if spans and spans[-1][1] == index:
                spans[-1][1] = index + 1
            else:
                spans.append([index, index + 1])
    return found


def movie(lines):
    header = json.loads(lines[0])
    events = [json.loads(line) for line in lines[1:]]
    screen = Screen(header["width"], header["height"])
    times, frames = [], []
    for time, _, data in events:
        screen.write(data)
        if data:
            times.append(time)
            frames.append([list(row) for row in screen.rows])
    end = events[-1][0]
    classes = Classes()
    body, rules = [], {}
    for (y, row), spans in stretches(frames).items():
        content = drawn(row, y, classes)
        if spans == [[0, len(frames)]]:
            body.append(content)
        elif content:
            name = rules.setdefault(tuple(map(tuple, spans)), "f%x" % len(rules))
            body.append(f'<g class="{name}">{content}</g>')
    width, height = header["width"] * CELL_WIDTH, header["height"] * CELL_HEIGHT
    css = ["text{font:%gpx 'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}" % FONT_SIZE]
    css += [f".{name}{{{rule}}}" for rule, name in classes.names.items()]
    for spans, name in rules.items():
        # A step lasts until the next, and what stands in the last frame stands where nothing moves.
        steps = "" if spans[0][0] == 0 else "0%{visibility:hidden}"
        for first, after in spans:
            steps += f"{number(100 * times[first] / end)}%{{visibility:visible}}"
            if after < len(times):
                steps += f"{number(100 * times[after] / end)}%{{visibility:hidden}}"
        rest = "visible" if spans[-1][1] == len(times) else "hidden"
        css.append(f"@keyframes {name}{{{steps}}}")
        css.append(f".{name}{{visibility:{rest};animation:{name} {end}s step-end infinite}}")
    css.append("@media (prefers-reduced-motion:reduce){g{animation:none!important}}")
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        "<style>" + "".join(css) + "</style>",
        f'<rect width="{width}" height="{height}" fill="{BACKGROUND}"/>',
        '<g shape-rendering="crispEdges" xml:space="preserve">' + "\n".join(body) + "</g>", "</svg>", ""])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 movie.py CAST SVG")
    with open(sys.argv[1], encoding="utf-8") as source:
        text = movie(source.read().splitlines())
    with open(sys.argv[2], "w", encoding="utf-8") as target:
        target.write(text)
