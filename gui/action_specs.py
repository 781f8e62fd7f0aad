"""The table of actions: what can be done, where it stands in the menus, and which keys do it."""

from __future__ import annotations

from gui.action_choices import GROUPS, LANGUAGES, SAVED, SORTS
from gui.action_spec import Needs, Spec
from gui.i18n import QT_TRANSLATE_NOOP

_N, _W, _S, _ONE = Needs.TRACKER, Needs.WRITABLE, Needs.SELECTION, Needs.ONE
_EDIT_ONE = Needs.WRITABLE | Needs.ONE | Needs.OPEN
_EDIT = Needs.WRITABLE | Needs.SELECTION | Needs.OPEN

SPECS: tuple[Spec, ...] = (
    Spec("tracker.new", "file", QT_TRANSLATE_NOOP("Actions", "New tracker…"), icon="plus"),
    Spec("tracker.open", "file", QT_TRANSLATE_NOOP("Actions", "Open tracker…"), ("Ctrl+O",)),
    Spec("project.open", "file", QT_TRANSLATE_NOOP("Actions", "Open folder with .beads…"), ("Ctrl+Shift+O",)),
    Spec(
        "tracker.switch", "file", QT_TRANSLATE_NOOP("Actions", "Switch tracker…"), ("Ctrl+Shift+K",),
        tip=QT_TRANSLATE_NOOP("Actions", "The trackers that were opened last"),
    ),
    Spec("tracker.window", "file", QT_TRANSLATE_NOOP("Actions", "Open in a new window…")),
    Spec("tracker.import", "file", QT_TRANSLATE_NOOP("Actions", "Import into a new tracker…"), line=True),
    Spec("tracker.export", "file", QT_TRANSLATE_NOOP("Actions", "Export issues…"), needs=_N),
    Spec("tracker.copy", "file", QT_TRANSLATE_NOOP("Actions", "Save a complete copy…"), needs=_N),
    Spec(
        "tracker.backups", "file", QT_TRANSLATE_NOOP("Actions", "Backups and health…"), needs=_N,
        also=QT_TRANSLATE_NOOP("Actions", "restore check integrity verify damaged"),
    ),
    Spec("project.share", "file", QT_TRANSLATE_NOOP("Actions", "How the issue file is shared…"), needs=_W),
    Spec(
        "project.git", "file", QT_TRANSLATE_NOOP("Actions", "Merge issues in git with Strandline…"),
        needs=_N | Needs.GIT,
    ),
    Spec("tracker.sample", "file", QT_TRANSLATE_NOOP("Actions", "Try the sample project")),
    Spec(
        "tracker.where", "file", QT_TRANSLATE_NOOP("Actions", "Show where my data is"), needs=_N, line=True
    ),
    Spec(
        "tray.shown", "file", QT_TRANSLATE_NOOP("Actions", "Icon in the notification area"), checkable=True,
        line=True,
    ),
    Spec(
        "tray.kept", "file", QT_TRANSLATE_NOOP("Actions", "Keep running when the window is closed"),
        checkable=True,
    ),
    Spec(
        "window.close", "file", QT_TRANSLATE_NOOP("Actions", "Close the issue's window"), ("Ctrl+W",),
        needs=Needs.APART, line=True,
    ),
    Spec("window.quit", "file", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",)),
    Spec(
        "edit.undo", "edit", QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",),
        icon="undo-2", needs=_W | Needs.UNDO, toolbar=3, repeats=True,
    ),
    Spec(
        "edit.redo", "edit", QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"),
        icon="redo-2", needs=_W | Needs.REDO, toolbar=4, repeats=True,
    ),
    Spec(
        "search.focus", "edit", QT_TRANSLATE_NOOP("Actions", "Search"), ("Ctrl+F",), ("/",),
        icon="search", needs=_N, line=True,
    ),
    Spec(
        "palette.open", "edit", QT_TRANSLATE_NOOP("Actions", "Find an action or an issue…"), ("Ctrl+K",),
    ),
    Spec(
        "search.all", "edit", QT_TRANSLATE_NOOP("Actions", "Search in all issues"), ("Ctrl+Shift+F",),
        needs=_N, tip=QT_TRANSLATE_NOOP("Actions", "Shows what matches outside of the view too"),
    ),
    Spec(
        "view.save", "view", QT_TRANSLATE_NOOP("Actions", "Save view…"), letters=("Ctrl+S",), icon="bookmark",
        needs=_N | _W, tip=QT_TRANSLATE_NOOP("Actions", "Keeps this list in the sidebar, under a name"),
    ),
    Spec("find.next", "edit", QT_TRANSLATE_NOOP("Actions", "Find next in the issue"), ("F3",), needs=_ONE),
    Spec(
        "find.previous", "edit", QT_TRANSLATE_NOOP("Actions", "Find previous in the issue"), ("Shift+F3",),
        needs=_ONE,
    ),
    Spec(
        "list.all", "edit", QT_TRANSLATE_NOOP("Actions", "Select all"), letters=("Ctrl+A",), needs=_N,
        line=True,
    ),
    Spec("list.mark", "edit", QT_TRANSLATE_NOOP("Actions", "Select or unselect"), letters=("X",), needs=_N),
    Spec(
        "keys.change", "edit", QT_TRANSLATE_NOOP("Actions", "Change shortcuts…"), icon="keyboard", line=True,
    ),
    Spec(
        "settings.open", "edit", QT_TRANSLATE_NOOP("Actions", "Settings…"), ("Ctrl+,",), icon="settings",
        also=QT_TRANSLATE_NOOP("Actions", "preferences options"),
    ),
    Spec(
        "issue.new", "issue", QT_TRANSLATE_NOOP("Actions", "New issue"), ("Ctrl+N",), ("C",),
        icon="plus", needs=_N | _W, toolbar=2,
        tip=QT_TRANSLATE_NOOP("Actions", "A title and Enter are enough"),
    ),
    Spec(
        "issue.capture", "issue", QT_TRANSLATE_NOOP("Actions", "New issue in a small window"), needs=_N | _W,
        tip=QT_TRANSLATE_NOOP("Actions", "It stays above other windows: strandline --capture opens it, too"),
    ),
    Spec(
        "issue.template", "issue", QT_TRANSLATE_NOOP("Actions", "New issue from a template…"), ("Ctrl+T",),
        icon="file-text", needs=_N | _W,
    ),
    Spec(
        "issue.sub", "issue", QT_TRANSLATE_NOOP("Actions", "New sub-issue"), ("Ctrl+Shift+N",),
        icon="corner-down-right", needs=_EDIT_ONE,
    ),
    Spec("issue.open", "issue", QT_TRANSLATE_NOOP("Actions", "Open"), letters=("Return",), needs=_ONE),
    Spec(
        "issue.peek", "issue", QT_TRANSLATE_NOOP("Actions", "Peek"), letters=("Space",), icon="eye",
        needs=_S, also=QT_TRANSLATE_NOOP("Actions", "glance preview look"),
        tip=QT_TRANSLATE_NOOP("Actions", "Shows the issue beside its row, and goes along with ↑ and ↓"),
    ),
    Spec(
        "issue.window", "issue", QT_TRANSLATE_NOOP("Actions", "Open in its own window"),
        letters=("Ctrl+Return",), needs=_ONE,
        tip=QT_TRANSLATE_NOOP("Actions", "Shift and a click on a link opens that issue so, too"),
    ),
    Spec(
        "issue.title", "issue", QT_TRANSLATE_NOOP("Actions", "Edit title"), letters=("E", "F2"),
        needs=_EDIT_ONE, line=True,
    ),
    Spec("issue.status", "issue", QT_TRANSLATE_NOOP("Actions", "Status…"), letters=("S",), needs=_EDIT),
    Spec(
        "issue.priority", "issue", QT_TRANSLATE_NOOP("Actions", "Priority…"),
        letters=("P",), needs=_EDIT,
    ),
    Spec("issue.type", "issue", QT_TRANSLATE_NOOP("Actions", "Type…"), letters=("T",), needs=_EDIT),
    Spec(
        "issue.assignee", "issue", QT_TRANSLATE_NOOP("Actions", "Assignee…"),
        letters=("A",), needs=_EDIT,
    ),
    Spec("issue.labels", "issue", QT_TRANSLATE_NOOP("Actions", "Labels…"), letters=("L",), needs=_EDIT),
    Spec(
        "issue.defer", "issue", QT_TRANSLATE_NOOP("Actions", "Defer until…"),
        letters=("D",), needs=_EDIT,
    ),
    Spec("issue.due", "issue", QT_TRANSLATE_NOOP("Actions", "Due…"), letters=("Shift+D",), needs=_EDIT),
    Spec(
        "issue.blocker", "issue", QT_TRANSLATE_NOOP("Actions", "Add blocker…"),
        letters=("B",), needs=_EDIT,
    ),
    Spec(
        "issue.history", "issue", QT_TRANSLATE_NOOP("Actions", "History of this field…"), ("Ctrl+H",),
        needs=_ONE,
    ),
    Spec(
        "issue.blocks", "issue", QT_TRANSLATE_NOOP("Actions", "Blocks…"),
        letters=("Shift+B",), needs=_EDIT_ONE,
        tip=QT_TRANSLATE_NOOP("Actions", "An issue that waits for this one"),
    ),
    Spec("issue.comment", "issue", QT_TRANSLATE_NOOP("Actions", "Comment"), letters=("M",), needs=_EDIT_ONE),
    Spec(
        "issue.attach", "issue", QT_TRANSLATE_NOOP("Actions", "Attach file…"), ("Ctrl+Shift+A",),
        icon="paperclip", needs=_EDIT_ONE, also=QT_TRANSLATE_NOOP("Actions", "attachment picture upload"),
        tip=QT_TRANSLATE_NOOP("Actions", "Files can be dropped on the issue, and pictures pasted, too"),
    ),
    Spec(
        "issue.copy_id", "issue", QT_TRANSLATE_NOOP("Actions", "Copy id"), letters=("Y",), needs=_S,
        line=True,
    ),
    Spec(
        "issue.copy_title", "issue", QT_TRANSLATE_NOOP("Actions", "Copy id and title"),
        letters=("Shift+Y",), needs=_S,
    ),
    Spec(
        "issue.duplicate", "issue", QT_TRANSLATE_NOOP("Actions", "Duplicate"), letters=("Ctrl+D",),
        icon="copy", needs=_EDIT_ONE, also=QT_TRANSLATE_NOOP("Actions", "copy clone"),
        tip=QT_TRANSLATE_NOOP("Actions", "Fields, labels and parent; not comments nor history"),
    ),
    Spec(
        "issue.save_template", "issue", QT_TRANSLATE_NOOP("Actions", "Save as template…"), needs=_EDIT_ONE,
        tip=QT_TRANSLATE_NOOP("Actions", "Its title, type, labels, priority and description"),
    ),
    Spec("templates.edit", "issue", QT_TRANSLATE_NOOP("Actions", "Edit templates…"), needs=_N | _W),
    Spec(
        "issue.close", "issue", QT_TRANSLATE_NOOP("Actions", "Close with reason…"), letters=("Q",),
        also=QT_TRANSLATE_NOOP("Actions", "done finish complete"), icon="check",
        needs=_W | _S | Needs.OPEN, line=True,
    ),
    Spec("issue.reopen", "issue", QT_TRANSLATE_NOOP("Actions", "Reopen"), needs=_W | _S | Needs.OPEN),
    Spec(
        "board.left", "issue", QT_TRANSLATE_NOOP("Actions", "Move a column to the left"),
        letters=("Ctrl+Shift+Left",), needs=_W | _S | Needs.OPEN | Needs.BOARD, line=True,
    ),
    Spec(
        "board.right", "issue", QT_TRANSLATE_NOOP("Actions", "Move a column to the right"),
        letters=("Ctrl+Shift+Right",), needs=_W | _S | Needs.OPEN | Needs.BOARD,
    ),
    Spec(
        "issue.delete", "issue", QT_TRANSLATE_NOOP("Actions", "Move to trash"), letters=("Del",),
        icon="trash-2", needs=_W | _S | Needs.OPEN,
        tip=QT_TRANSLATE_NOOP("Actions", "Asks nothing: Undo brings it back"),
        also=QT_TRANSLATE_NOOP("Actions", "delete remove"),
    ),
    Spec(
        "issue.restore", "issue", QT_TRANSLATE_NOOP("Actions", "Take out of the trash"),
        needs=_W | _S | Needs.TRASH,
    ),
    Spec(
        "view.sidebar", "view", QT_TRANSLATE_NOOP("Actions", "Sidebar"), ("Ctrl+\\",),
        icon="panel-left", checkable=True, toolbar=1,
    ),
    Spec(
        "view.detail", "view", QT_TRANSLATE_NOOP("Actions", "Detail"), ("Ctrl+I",),
        icon="panel-right", checkable=True, toolbar=11,
    ),
    Spec(
        "view.list", "view", QT_TRANSLATE_NOOP("Actions", "List"), ("Ctrl+1",),
        icon="list", group="shown", line=True, toolbar=9,
    ),
    Spec(
        "view.board", "view", QT_TRANSLATE_NOOP("Actions", "Board"), ("Ctrl+2",),
        icon="square-kanban", group="shown", toolbar=10,
    ),
    Spec(
        "board.status", "view", QT_TRANSLATE_NOOP("Actions", "Board by status"), group="board",
        needs=Needs.BOARD, line=True,
    ),
    Spec(
        "board.priority", "view", QT_TRANSLATE_NOOP("Actions", "Board by priority"), group="board",
        needs=Needs.BOARD,
    ),
    Spec(
        "board.assignee", "view", QT_TRANSLATE_NOOP("Actions", "Board by assignee"), group="board",
        needs=Needs.BOARD,
    ),
    Spec(
        "board.label", "view", QT_TRANSLATE_NOOP("Actions", "Board by label"), group="board",
        needs=Needs.BOARD,
    ),
    Spec(
        "list.group", "view", QT_TRANSLATE_NOOP("Actions", "Group"), letters=("Shift+G",),
        icon="group", needs=_N | Needs.LIST, line=True, toolbar=6,
        tip=QT_TRANSLATE_NOOP("Actions", "In a grouped list, ← and → fold and unfold"),
    ),
    *GROUPS,
    Spec(
        "list.sort", "view", QT_TRANSLATE_NOOP("Actions", "Sort"), letters=("Shift+S",),
        icon="arrow-up-down", needs=_N, toolbar=7,
        tip=QT_TRANSLATE_NOOP("Actions", "Shift and a click on a column sorts by it as well"),
    ),
    *SORTS,
    Spec(
        "sort.then", "view", QT_TRANSLATE_NOOP("Actions", "Then by"), needs=_N, within="list.sort",
        line=True,
    ),
    Spec(
        "sort.turn", "view", QT_TRANSLATE_NOOP("Actions", "Turn the order round"), needs=_N,
        within="list.sort",
    ),
    Spec(
        "list.columns", "view", QT_TRANSLATE_NOOP("Actions", "Columns…"), letters=("Shift+C",),
        icon="columns-3", needs=_N | Needs.LIST, toolbar=8,
    ),
    Spec(
        "list.fold_all", "view", QT_TRANSLATE_NOOP("Actions", "Fold all groups"),
        letters=("Ctrl+Left",), needs=_N | Needs.LIST,
    ),
    Spec(
        "list.unfold_all", "view", QT_TRANSLATE_NOOP("Actions", "Unfold all groups"),
        letters=("Ctrl+Right",), needs=_N | Needs.LIST,
    ),
    Spec(
        "density.compact", "view", QT_TRANSLATE_NOOP("Actions", "Compact rows"), group="density", line=True
    ),
    Spec("density.comfortable", "view", QT_TRANSLATE_NOOP("Actions", "Comfortable rows"), group="density"),
    Spec("density.large", "view", QT_TRANSLATE_NOOP("Actions", "Large rows"), group="density"),
    Spec(
        "theme.system", "view", QT_TRANSLATE_NOOP("Actions", "Colours as the system"),
        group="theme", line=True,
    ),
    Spec("theme.light", "view", QT_TRANSLATE_NOOP("Actions", "Light colours"), group="theme"),
    Spec("theme.dark", "view", QT_TRANSLATE_NOOP("Actions", "Dark colours"), group="theme"),
    Spec(
        "text.larger", "view", QT_TRANSLATE_NOOP("Actions", "Larger text"), ("Ctrl++", "Ctrl+="),
        also=QT_TRANSLATE_NOOP("Actions", "zoom in size"), line=True, repeats=True,
    ),
    Spec(
        "text.smaller", "view", QT_TRANSLATE_NOOP("Actions", "Smaller text"), ("Ctrl+-",),
        also=QT_TRANSLATE_NOOP("Actions", "zoom out size"), repeats=True,
    ),
    Spec(
        "text.usual", "view", QT_TRANSLATE_NOOP("Actions", "Usual text size"), ("Ctrl+0",),
        also=QT_TRANSLATE_NOOP("Actions", "zoom reset"),
    ),
    Spec(
        "motion.less", "view", QT_TRANSLATE_NOOP("Actions", "Less motion"), checkable=True,
        tip=QT_TRANSLATE_NOOP("Actions", "Nothing fades: marks come and go at once"),
    ),
    Spec(
        "view.language", "view", QT_TRANSLATE_NOOP("Actions", "Language"),
        tip=QT_TRANSLATE_NOOP("Actions", "Another one is shown from the next start"),
    ),
    *LANGUAGES,
    Spec("view.refresh", "view", QT_TRANSLATE_NOOP("Actions", "Read again"), ("F5",), needs=_N, line=True),
    Spec("go.ready", "go", QT_TRANSLATE_NOOP("Actions", "Ready"), letters=("G, R",), needs=_N),
    Spec("go.in_progress", "go", QT_TRANSLATE_NOOP("Actions", "In progress"), letters=("G, P",), needs=_N),
    Spec("go.today", "go", QT_TRANSLATE_NOOP("Actions", "Today"), letters=("G, T",), needs=_N),
    Spec("go.upcoming", "go", QT_TRANSLATE_NOOP("Actions", "Upcoming"), letters=("G, U",), needs=_N),
    Spec("go.overdue", "go", QT_TRANSLATE_NOOP("Actions", "Overdue"), letters=("G, O",), needs=_N),
    Spec("go.blocked", "go", QT_TRANSLATE_NOOP("Actions", "Blocked"), letters=("G, B",), needs=_N),
    Spec("go.deferred", "go", QT_TRANSLATE_NOOP("Actions", "Deferred"), letters=("G, D",), needs=_N),
    Spec("go.open", "go", QT_TRANSLATE_NOOP("Actions", "All open"), letters=("G, A",), needs=_N),
    Spec("go.closed", "go", QT_TRANSLATE_NOOP("Actions", "Closed"), letters=("G, C",), needs=_N),
    Spec("go.trash", "go", QT_TRANSLATE_NOOP("Actions", "Trash"), letters=("G, X",), needs=_N),
    Spec("views.go", "go", QT_TRANSLATE_NOOP("Actions", "Saved views"), needs=_N, line=True),
    *SAVED,
    Spec(
        "review.open", "go", QT_TRANSLATE_NOOP("Actions", "Changes to review"), letters=("G, V",), needs=_N,
        line=True, tip=QT_TRANSLATE_NOOP("Actions", "Two sides changed the same: decide which stands"),
    ),
    Spec(
        "shown.back", "go", QT_TRANSLATE_NOOP("Actions", "Back"), ("Alt+Left",),
        icon="arrow-left", needs=_N | Needs.BACK, line=True,
        tip=QT_TRANSLATE_NOOP("Actions", "The issue that was shown before"),
    ),
    Spec(
        "shown.forward", "go", QT_TRANSLATE_NOOP("Actions", "Forward"), ("Alt+Right",),
        icon="arrow-right", needs=_N | Needs.FORWARD,
    ),
    Spec(
        "note.follow", "go", QT_TRANSLATE_NOOP("Actions", "Do what the bar below offers"), ("Ctrl+L",),
        needs=Needs.OFFER, tip=QT_TRANSLATE_NOOP("Actions", "Such as to show a new issue that is elsewhere"),
    ),
    Spec(
        "list.next", "go", QT_TRANSLATE_NOOP("Actions", "Next issue"), letters=("J",), needs=_N, line=True,
        repeats=True,
    ),
    Spec(
        "list.previous", "go", QT_TRANSLATE_NOOP("Actions", "Previous issue"), letters=("K",), needs=_N,
        repeats=True,
    ),
    Spec(
        "help.guide", "help", QT_TRANSLATE_NOOP("Actions", "Guide"), ("F1",),
        also=QT_TRANSLATE_NOOP("Actions", "help manual documentation"),
    ),
    Spec(
        "tips.shown", "help", QT_TRANSLATE_NOOP("Actions", "Tips"), checkable=True,
        tip=QT_TRANSLATE_NOOP("Actions", "Three in all, each said once, when it helps"),
    ),
    Spec(
        "tips.close", "help", QT_TRANSLATE_NOOP("Actions", "Close the tip"), ("Shift+F1",), needs=Needs.TIP
    ),
    Spec("help.keys", "help", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), letters=("?",)),
    Spec("help.about", "help", QT_TRANSLATE_NOOP("Actions", "About Strandline"), line=True),
)  # fmt: skip

ACTIONS = {spec.id: spec for spec in SPECS}
