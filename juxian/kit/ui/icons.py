"""Line icons of our own on a 24 × 24 grid, stroke 1.75. An icon never stands without a word."""

ICONS = {
    "alert": '<path d="M12 4 21 19.5H3z"/><path d="M12 10v4.5M12 17v.2"/>',
    "arrow-left": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z"/><path d="M10 20.5h4"/>',
    "building": (
        '<path d="M5 20.5V4.5h9v16M14 9.5h5v11M3 20.5h18"/><path d="M8 8.5h3M8 12h3M8 15.5h3M16.5 13v0M16.5 16.5v0"/>'
    ),
    "calendar": '<path d="M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5v4M15.5 3.5v4"/>',
    "camera": '<path d="M3.5 8h4l1.5-2.5h6L16.5 8h4v11.5h-17z"/><circle cx="12" cy="13.5" r="3.5"/>',
    "certificate": (
        '<path d="M4 4.5h16v11h-5M4 4.5v11h5M8 8.5h8"/>'
        '<circle cx="12" cy="14.5" r="3"/>'
        '<path d="m10 17-1 4 3-1.5 3 1.5-1-4"/>'
    ),
    "chart": '<path d="M4 4v16h16"/><path d="M8.5 16v-4M13 16V8M17.5 16v-6"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "circle": '<circle cx="12" cy="12" r="6.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
    "copy": '<path d="M9 9h11v11H9z"/><path d="M15 9V4H4v11h5"/>',
    "download": '<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15"/>',
    "edit": '<path d="m4.5 19.5 1-4L16 5l3 3L8.5 18.5z"/><path d="m13.5 7.5 3 3"/>',
    "external": '<path d="M13.5 4.5h6v6M19.5 4.5 11 13M17 14v5.5H4.5V7H10"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M13.5 3.5V8.5h5M9 13h6M9 16.5h6"/>',
    "filter": '<path d="M4 5.5h16l-6 7.5v6l-4-2v-4z"/>',
    "folder": '<path d="M3.5 6h6l2 2.5h9V19h-17z"/>',
    "globe": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 2.5 3 14.5 0 17M12 3.5c-3 2.5-3 14.5 0 17"/>'
    ),
    "home": '<path d="m3.5 11.5 8.5-7 8.5 7"/><path d="M6 10v10h12V10M10 20v-5.5h4V20"/>',
    "inbox": '<path d="M6 5h12l2.5 8.5V19h-17v-5.5z"/><path d="M3.5 13.5H8.5l1.5 2.5h4l1.5-2.5h5"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.2"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"/>',
    "lock": '<path d="M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "mail": '<path d="M3.5 5.5h17v13h-17z"/><path d="m4 6.5 8 6.5 8-6.5"/>',
    "map-pin": (
        '<path d="M12 21c-4-4.5-6.5-7.5-6.5-11a6.5 6.5 0 0 1 13 0c0 3.5-2.5 6.5-6.5 11z"/>'
        '<circle cx="12" cy="10" r="2.5"/>'
    ),
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "microphone": '<path d="M9 4.5a3 3 0 0 1 6 0V11a3 3 0 0 1-6 0zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3M8.5 20.5h7"/>',
    "minus": '<path d="M5 12h14"/>',
    "moon": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "more": '<path stroke-width="3" d="M5.5 12v.1M12 12v.1M18.5 12v.1"/>',
    "phone": '<path d="M7.5 2.5h9v19h-9zM11 18.5h2"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3"/><path d="M7 14h10v6.5H7z"/>',
    "qr": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v3M14 20h3M20 20v.1"/>',
    "seal": '<circle cx="12" cy="10" r="6"/><path d="m9.5 10 2 2 3.5-3.5M8.5 15 7 21l5-2.5 5 2.5-1.5-6"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "shield": (
        '<path d="M12 3.5 19.5 6v6c0 4.5-3 7-7.5 8.5C7.5 19 4.5 16.5 4.5 12V6z"/><path d="m9 12 2.5 2.5L15.5 10"/>'
    ),
    "sign-out": '<path d="M10 4.5H4.5v15H10M10 12h10M16 8l4 4-4 4"/>',
    "star": '<path d="m12 4 2.5 5.2 5.5.7-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.7z"/>',
    "stop": '<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M9 9l6 6M15 9l-6 6"/>',
    "sun": (
        '<circle cx="12" cy="12" r="4"/>'
        '<path d="M12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M5.3 18.7 7 17M17'
        ' 7l1.7-1.7"/>'
    ),
    "swap": '<path d="M4 8.5h15M15.5 5 19 8.5 15.5 12M20 15.5H5M8.5 12 5 15.5 8.5 19"/>',
    "text-size": '<path d="M2.5 19 8 5.5 13.5 19M4.5 14.5h7M15 19l3.2-8 3.3 8M16 16.5h4.5"/>',
    "trash": '<path d="M4.5 6.5h15M9 6.5v-3h6v3M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6"/>',
    "upload": '<path d="M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 19.5h15"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c0-4 3-6 7.5-6s7.5 2 7.5 6"/>',
    "users": (
        '<circle cx="9" cy="8.5" r="3.5"/>'
        '<path d="M2.5 20c0-3.5 2.5-5.5 6.5-5.5s6.5 2 6.5 5.5M15.5 5.5a3.5 3.5 0 0 1 0 6.5M17.5'
        ' 14.8c2.5.7 4 2.5 4 5.2"/>'
    ),
}
