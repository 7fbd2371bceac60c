"""Texts that try to run a script: every element with every handler, and what else is known to get past filters.

Each calls `ran` with its own number, so that a browser can tell which of them did.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product

HANDLERS = """
abort activate afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut
beforeinput beforematch beforepaste beforeprint beforetoggle beforeunload begin blur bounce cancel canplay
canplaythrough change click close command contentvisibilityautostatechange contextlost contextmenu contextrestored
copy cuechange cut dblclick drag dragend dragenter dragexit dragleave dragover dragstart drop durationchange emptied
end ended error finish focus focusin focusout formdata fullscreenchange fullscreenerror gotpointercapture hashchange
input invalid keydown keypress keyup languagechange load loadeddata loadedmetadata loadstart lostpointercapture message
messageerror mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel offline online pagehide
pageshow paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout
pointerover pointerrawupdate pointerup popstate progress propertychange ratechange readystatechange rejectionhandled
repeat reset resize scroll scrollend scrollsnapchange search securitypolicyviolation seeked seeking select
selectionchange selectstart show slotchange stalled start storage submit suspend timeupdate toggle touchcancel touchend
touchmove touchstart transitioncancel transitionend transitionrun transitionstart unhandledrejection unload
volumechange waiting webkitanimationend webkitanimationiteration webkitanimationstart webkitfullscreenchange
webkittransitionend wheel
""".split()  # noqa: SIM905 - as words they can be read

ELEMENTS = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
fencedframe fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i
iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee menu menuitem meta
meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress
q rb rp rt rtc ruby s samp script search section select slot small source spacer span strike strong style sub summary
sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr x-own xmp
animate animateMotion animateTransform circle clipPath defs desc discard ellipse feBlend feImage filter foreignObject g
line linearGradient marker mask math metadata mi mpath mtext path pattern polygon polyline rect set stop switch symbol
text textPath tspan use view
""".split()  # noqa: SIM905 - as words they can be read

# Before any script of a page; frames of the same origin tell the page they are in.
CANARY = """
try { (top.executed ??= []); window.ran = (n) => { top.executed.push(n); console.log(`ran ${n}`); }; } catch {}
"""

# RAN stands for the call. The forms are ours; the ideas are those every list of such texts has.
OTHERS = r"""
<script>RAN</script>
<ScRiPt>RAN</sCrIpT>
<script/x>RAN</script>
<scr<script>ipt>RAN</scr</script>ipt>
<script src="data:text/javascript,RAN"></script>
<img src=x onerror=RAN>
<img src=x onerror="RAN"//>
<img/src=x/onerror=RAN>
<img src=`x`onerror=RAN>
<img src="x" onerror = 'RAN' class=planted id=planted name=planted style=color:red>
<img src=x OnErRoR=RAN>
<img src=x onerror=&#114;an(NUMBER)>
<img src=x onerror="&#x72;an&lpar;NUMBER&rpar;">
<image src=x onerror=RAN>
<svg onload=RAN>
<svg><script>RAN</script></svg>
<svg><script>&#114;an(NUMBER)</script></svg>
<svg><a xlink:href="javascript:RAN"><text y=20>x</text></a></svg>
<svg><animate onbegin=RAN attributeName=x dur=1s></svg>
<svg><set attributeName=href to="javascript:RAN"/></svg>
<svg><style><img src=x onerror=RAN></style></svg>
<svg></p><style><a id="</style><img src=x onerror=RAN>">
<svg><foreignObject><img src=x onerror=RAN></foreignObject></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=RAN&gt;">
<math><mi xlink:href="javascript:RAN">x</mi></math>
<math><annotation-xml encoding="text/html"><img src=x onerror=RAN></annotation-xml></math>
<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=RAN>
<noscript><p title="</noscript><img src=x onerror=RAN>">
<textarea><img title="</textarea><img src=x onerror=RAN>"></textarea>
<title><img title="</title><img src=x onerror=RAN>"></title>
<xmp><p title="</xmp><img src=x onerror=RAN>"></xmp>
<style><p title="</style><img src=x onerror=RAN>"></style>
<iframe srcdoc="<script>parent.RAN</script>"></iframe>
<iframe src="javascript:parent.RAN"></iframe>
<object data="javascript:RAN"></object>
<embed src="javascript:RAN">
<a href="javascript:RAN">x</a>
<a href="JaVaScRiPt:RAN">x</a>
<a href=" javascript:RAN">x</a>
<a href="java&Tab;script:RAN">x</a>
<a href="java&NewLine;script:RAN">x</a>
<a href="&#1;javascript:RAN">x</a>
<a href="javascript&colon;RAN">x</a>
<a href="javascript:/*--></title></style></textarea></script>*/RAN">x</a>
<a href="javascript://%0aRAN">x</a>
<map><area href="javascript:RAN" shape=default></map>
<form action="javascript:RAN"><button>x</button></form>
<form><button formaction="javascript:RAN">x</button></form>
<form><input type=submit formaction="javascript:RAN"></form>
<form id=planted></form><button form=planted formaction="javascript:RAN">x</button>
<details open ontoggle=RAN>x</details>
<input autofocus onfocus=RAN>
<video><source onerror=RAN></video>
<audio src=x onerror=RAN></audio>
<marquee onstart=RAN>x</marquee>
<body onload=RAN>
<div hx-get="/help/" hx-trigger=load hx-on:click="RAN" data-hx-on-click="RAN">x</div>
<div style="background:url(javascript:RAN)" class=planted>x</div>
<style onload=RAN>*{color:red}</style>
<link rel=stylesheet href="data:text/css,*{}" onload=RAN>
<meta http-equiv=refresh content="0;url=javascript:RAN">
<base href="javascript:RAN//">
<template><img src=x onerror=RAN></template>
<template shadowrootmode=open><img src=x onerror=RAN></template>
<!--><img src=x onerror=RAN>-->
<!--<img src="--><img src=x onerror=RAN>">
<![CDATA[><img src=x onerror=RAN>]]>
<?x ><img src=x onerror=RAN>?>
<b title="><img src=x onerror=RAN>" onclick=RAN>x</b>
</p></div></article></main><img src=x onerror=RAN>
"><img src=x onerror=RAN>
'><img src=x onerror=RAN>
" onmouseover="RAN" x="
' onfocus='RAN' autofocus x='
&lt;img src=x onerror=RAN&gt;
&amp;lt;img src=x onerror=RAN&amp;gt;
&#60;img src=x onerror=RAN&#62;
＜img src=x onerror=RAN＞
<img src=x onerror=RAN
[x](javascript:RAN)
[x](JaVaScRiPt:RAN)
[x](<javascript:RAN>)
[x](<java&Tab;script:RAN>)
[x](&#106;avascript:RAN)
[x](javascript&colon;RAN)
[x](javascript:RAN "a title")
[x](data:text/html,<script>RAN</script>)
[x](vbscript:RAN)
[x](https://example.org/"onclick="RAN)
[x](https://example.org 'a" onmouseover="RAN')
[<img src=x onerror=RAN>](https://example.org)
![x](javascript:RAN)
![" onerror="RAN](https://example.org/a.png)
<javascript:RAN>
<https://example.org/"onclick=RAN>
<mailto:a@example.org?subject="onclick=RAN>
[x][y]\n\n[y]: javascript:RAN
[x][z]\n\n[z]: https://example.org 'z" onclick="RAN'
`<img src=x onerror=RAN>`
```" onclick="RAN\n<img src=x onerror=RAN>\n```
~~~ <script>RAN</script>\n<script>RAN</script>\n~~~
    <script>RAN</script>
|<img src=x onerror=RAN>|\n|-|\n|<svg onload=RAN>|
::: for student" onclick="RAN\nx\n:::
::: for student\n<img src=x onerror=RAN>\n:::
[@A" onclick="RAN]
[rec:x"><img src=x onerror=RAN>]
# x {#planted .planted onclick=RAN}
[x]{.planted onclick=RAN}
""".strip().split("\n")

# A body holds 64 kB.
PACK = 60_000


@dataclass(frozen=True, slots=True)
class Shape:
    number: int
    text: str
    # The one that a handler of the matrix waits for; "" where any may do it.
    event: str = ""


def matrix() -> list[Shape]:
    pairs = zip(count(1), product(ELEMENTS, HANDLERS), strict=False)
    return [Shape(n, f"<{tag} on{name}=ran({n})>x", name) for n, (tag, name) in pairs]


def others() -> list[Shape]:
    first = len(ELEMENTS) * len(HANDLERS) + 1
    return [Shape(n, _written(text, n)) for n, text in enumerate(OTHERS, first)]


def _written(text: str, number: int) -> str:
    return text.replace("RAN", f"ran({number})").replace("NUMBER", str(number)).replace("\\n", "\n")


def packs() -> list[str]:
    """The matrix in as few texts as can hold it, one pair to a line."""
    made: list[list[str]] = [[]]
    room = PACK
    for shape in matrix():
        room -= len(shape.text) + 1
        if room < 0:
            made.append([])
            room = PACK - len(shape.text)
        made[-1].append(shape.text)
    return ["\n".join(lines) for lines in made]


def one_line() -> str:
    """Every other shape for a field that is no Markdown."""
    return " ".join(shape.text.replace("\n", " ") for shape in others())


def paragraphs() -> str:
    return "\n\n".join(shape.text for shape in others())


def placed() -> str:
    """Every other shape where an author may place it."""
    return "\n\n".join(text for shape in others() for text in _places(shape.text))


def _places(text: str) -> Iterator[str]:
    yield text
    if "\n" not in text:
        yield from (f"## {text}", f"- {text}", f"> {text}", f"*{text}*", f"[{text}](https://example.org)")
        yield f"|a|\n|-|\n|{text}|"
