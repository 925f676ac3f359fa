#!/usr/bin/env python3
"""Writes the manual's pages, one a command, from what the program says of itself.

usage: manual.py PROGRAM VERSION DATE FOLDER
"""

import json
import re
import subprocess
import sys

EXITS = """0\tsuccess
64\ta bad argument or bad input
70\tthe program itself failed
71\tmemory ran out
74\tthe output cannot be written"""
CHECK_EXITS = EXITS.replace("0\tsuccess", "0\ta gain\n1\tno gain", 1)
EXPLORER_EXITS = EXITS.replace("70\t", "69\tthe terminal cannot be used\n70\t") + "\n128 + n\tsignal n ended it"

FILES = """~/.config/w2s/config.toml\ttheme, mouse, graphics and keys; 'w2s keys' lists the commands
~/.config/w2s/themes/*.toml\tthemes of your own; 'w2s themes dusk' prints one to start from
~/.config/w2s/tours/*.toml\ttours of your own; 'w2s tour --print window' prints one
~/.local/state/w2s/bookmarks.json\tbookmarks; 'seen' beside it says that the explorer has been opened before
$XDG_RUNTIME_DIR/w2s/tour-*\twhere a tour under way is, for its notes; gone with it. \
Without that variable it is ~/.local/state/w2s/run/tour-*
/usr/share/doc/w2s/examples\tthe themes and tours that come with the program"""

ENVIRONMENT = """XDG_CONFIG_HOME\tin place of ~/.config
XDG_STATE_HOME\tin place of ~/.local/state
TERM\tthe terminal; one that is not known is named, with a suggestion
COLORTERM\ttruecolor or 24bit: maps in 24-bit colour
NO_COLOR\tif set and not empty, no colours unless --color asks for them
LC_ALL, LC_CTYPE, LANG\twhether the terminal shows UTF-8; numbers never follow the locale
ESCDELAY\tmilliseconds to wait after Esc for the rest of a key; 25 unless set
SLURM_CPUS_PER_TASK, SLURM_ARRAY_TASK_*\tthreads, and the shard, of 'w2s sweep run' under Slurm"""


def plain(text):
    """Text as roff takes it for itself."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return re.sub(r"^\.", r"\\&.", text, flags=re.M).replace("~", "\\(ti").replace("^", "\\(ha")


def bold(text):
    return r"\fB%s\fR" % plain(text)


def literal(lines):
    """Lines as they stand, the indent that they share taken off."""
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return [".PP", ".RS 4", ".EX", *(plain(line[indent:]) for line in lines), ".EE", ".RE"]


def listing(rows):
    """Rows of a term and what it means."""
    parts = [row.split("\t") for row in rows.splitlines()]
    return [line for term, meaning in parts for line in [".TP", bold(term), plain(meaning)]]


def sections(discussion):
    """The text before the first heading in capitals, and the lines under each."""
    found, name = {"": []}, ""
    for line in discussion.splitlines():
        if re.fullmatch("[A-Z][A-Z ]+", line):
            name = line
            found[name] = []
        else:
            found[name].append(line)
    return found


def paragraphs(lines):
    page, block = [], []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        elif block:
            page += literal(block) if block[0].startswith(" ") else [".PP", *map(plain, block)]
            block = []
    return page


def options(arguments):
    page = []
    for argument in arguments:
        names = ["-" * (1 if name["kind"] == "short" else 2) + name["name"] for name in argument.get("names", [])]
        value = "" if argument["kind"] == "flag" else r"\fI%s\fR" % plain(argument["valueName"])
        words = ", ".join(bold(name) for name in names)
        about = argument.get("abstract", "")
        if "defaultValue" in argument and argument["kind"] != "flag":
            about += " Default: %s." % argument["defaultValue"]
        page += [".TP", (words + " " + value).strip(), plain(about)]
    return page


def synopsis(name, arguments, subcommands):
    words = [bold(name)]
    if subcommands:
        words.append(r"[\fIcommand\fR]" if name == "w2s" else r"\fIcommand\fR")
    if any(argument["kind"] != "positional" for argument in arguments):
        words.append(r"[\fIoptions\fR]")
    for argument in arguments:
        if argument["kind"] == "positional":
            word = r"\fI%s\fR" % plain(argument["valueName"]) + (" ..." if argument["isRepeating"] else "")
            words.append("[%s]" % word if argument["isOptional"] else word)
    return " ".join(words)


def page(command, above, version, date):
    name = " ".join([*above, command["commandName"]])
    title = name.replace(" ", "-")
    text = sections(command.get("discussion", ""))
    arguments = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
    subcommands = [other for other in command.get("subcommands", []) if other["commandName"] != "help"]
    abstract = command["abstract"].rstrip(".")
    is_explorer = title in ("w2s", "w2s-explore", "w2s-tour")
    has_files = is_explorer or title in ("w2s-keys", "w2s-themes", "w2s-doctor", "w2s-render", "w2s-figure")

    lines = [
        '.TH %s 1 "%s" "w2s %s" "w2s"' % (title.upper(), date, version),
        ".SH NAME",
        "%s \\- %s" % (plain(title), plain(abstract[0].lower() + abstract[1:])),
        ".SH SYNOPSIS",
        synopsis(name, arguments, subcommands),
        ".SH DESCRIPTION",
        *(paragraphs(text.pop("")) or [plain(command["abstract"])]),
    ]
    if subcommands:
        lines.append(".SH COMMANDS")
        for other in subcommands:
            reference = "%s-%s" % (title, other["commandName"])
            lines += [".TP", bold(reference) + "(1)", plain(other["abstract"])]
    lines += [".SH OPTIONS", *options(arguments)]
    if title == "w2s":
        lines += [".PP", "Those of the explorer are in", bold("w2s-explore") + "(1)."]
    examples = text.pop("EXAMPLES", None) or text.pop("EXAMPLE", None) or ["w2s " + " ".join(name.split()[1:])]
    lines += [".SH EXAMPLES", *literal([line for line in examples if line.strip()])]
    lines.append(".SH EXIT STATUS")
    codes = text.pop("EXIT CODES", None)
    if codes:
        lines += literal([line for line in codes if line.strip()])
    elif above[1:]:
        lines.append(plain("As w2s-%s(1) lists them." % above[1]))
    else:
        lines += listing(CHECK_EXITS if title == "w2s-check" else EXPLORER_EXITS if is_explorer else EXITS)
    for heading, rest in text.items():
        lines += [".SH " + plain(heading), *paragraphs(rest)]
    if has_files:
        lines += [".SH FILES", *listing(FILES), ".SH ENVIRONMENT", *listing(ENVIRONMENT)]
    others = ["-".join(above[:count]) for count in range(1, len(above) + 1)] or ["w2s-explore", "w2s-check", "w2s-tour"]
    lines += [".SH SEE ALSO", ",\n".join(bold(other) + "(1)" for other in others)]
    if not has_files:
        lines.append("for files and the environment.")
    # A section begins a paragraph by itself.
    yield title, re.sub(r"^(\.SH .*\n)\.PP\n", r"\1", "\n".join(lines) + "\n", flags=re.M)
    for other in subcommands:
        yield from page(other, name.split(), version, date)


def main(program, version, date, folder):
    described = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True, text=True)
    for title, text in page(json.loads(described.stdout)["command"], [], version, date):
        with open(f"{folder}/{title}.1", "w", encoding="utf-8") as file:
            file.write(text)


main(*sys.argv[1:])
