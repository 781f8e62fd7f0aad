<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Do not group</source>
        <translation>Nicht gruppieren</translation>
    </message>
    <message>
        <source>Group by status</source>
        <translation>Nach Status gruppieren</translation>
    </message>
    <message>
        <source>Group by priority</source>
        <translation>Nach Priorität gruppieren</translation>
    </message>
    <message>
        <source>Group by type</source>
        <translation>Nach Typ gruppieren</translation>
    </message>
    <message>
        <source>Group by assignee</source>
        <translation>Nach Zuständigen gruppieren</translation>
    </message>
    <message>
        <source>Group by first label</source>
        <translation>Nach erstem Label gruppieren</translation>
    </message>
    <message>
        <source>Group under epics</source>
        <translation>Unter Epics gruppieren</translation>
    </message>
    <message>
        <source>Group by due date</source>
        <translation>Nach Fälligkeit gruppieren</translation>
    </message>
    <message>
        <source>Group by days to come</source>
        <translation>Nach kommenden Tagen gruppieren</translation>
    </message>
    <message>
        <source>Sort as usual</source>
        <translation>Wie üblich sortieren</translation>
    </message>
    <message>
        <source>Sort by priority</source>
        <translation>Nach Priorität sortieren</translation>
    </message>
    <message>
        <source>Sort by status</source>
        <translation>Nach Status sortieren</translation>
    </message>
    <message>
        <source>Sort by title</source>
        <translation>Nach Titel sortieren</translation>
    </message>
    <message>
        <source>Sort by type</source>
        <translation>Nach Typ sortieren</translation>
    </message>
    <message>
        <source>Sort by assignee</source>
        <translation>Nach Zuständigen sortieren</translation>
    </message>
    <message>
        <source>Sort by first label</source>
        <translation>Nach erstem Label sortieren</translation>
    </message>
    <message>
        <source>Sort by due date</source>
        <translation>Nach Fälligkeit sortieren</translation>
    </message>
    <message>
        <source>Sort by deferral</source>
        <translation>Nach Zurückstellung sortieren</translation>
    </message>
    <message>
        <source>Sort by estimate</source>
        <translation>Nach Aufwand sortieren</translation>
    </message>
    <message>
        <source>Sort by creation</source>
        <translation>Nach Erstellung sortieren</translation>
    </message>
    <message>
        <source>Sort by last change</source>
        <translation>Nach letzter Änderung sortieren</translation>
    </message>
    <message>
        <source>Sort by id</source>
        <translation>Nach ID sortieren</translation>
    </message>
    <message>
        <source>Sort by number of blockers</source>
        <translation>Nach Zahl der blockierenden Aufgaben sortieren</translation>
    </message>
    <message>
        <source>Sort by number of comments</source>
        <translation>Nach Zahl der Kommentare sortieren</translation>
    </message>
    <message>
        <source>First saved view</source>
        <translation>Erste gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Second saved view</source>
        <translation>Zweite gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Third saved view</source>
        <translation>Dritte gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Fourth saved view</source>
        <translation>Vierte gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Fifth saved view</source>
        <translation>Fünfte gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Sixth saved view</source>
        <translation>Sechste gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Seventh saved view</source>
        <translation>Siebte gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Eighth saved view</source>
        <translation>Achte gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Ninth saved view</source>
        <translation>Neunte gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Issue</source>
        <translation>&amp;Aufgabe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>New tracker…</source>
        <translation>Neuer Tracker…</translation>
    </message>
    <message>
        <source>Open tracker…</source>
        <translation>Tracker öffnen…</translation>
    </message>
    <message>
        <source>Open folder with .beads…</source>
        <translation>Ordner mit .beads öffnen…</translation>
    </message>
    <message>
        <source>Switch tracker…</source>
        <translation>Tracker wechseln…</translation>
    </message>
    <message>
        <source>The trackers that were opened last</source>
        <translation>Die zuletzt geöffneten Tracker</translation>
    </message>
    <message>
        <source>Open in a new window…</source>
        <translation>In neuem Fenster öffnen…</translation>
    </message>
    <message>
        <source>Import into a new tracker…</source>
        <translation>In einen neuen Tracker importieren…</translation>
    </message>
    <message>
        <source>Export issues…</source>
        <translation>Aufgaben exportieren…</translation>
    </message>
    <message>
        <source>Save a complete copy…</source>
        <translation>Vollständige Kopie speichern…</translation>
    </message>
    <message>
        <source>Backups and health…</source>
        <translation>Sicherungen und Zustand…</translation>
    </message>
    <message>
        <source>restore check integrity verify damaged</source>
        <translation>wiederherstellen prüfen backup beschädigt zurück</translation>
    </message>
    <message>
        <source>How the issue file is shared…</source>
        <translation>Wie die Aufgabendatei geteilt wird…</translation>
    </message>
    <message>
        <source>Merge issues in git with Strandline…</source>
        <translation>Aufgaben in git mit Strandline zusammenführen…</translation>
    </message>
    <message>
        <source>Try the sample project</source>
        <translation>Beispielprojekt ausprobieren</translation>
    </message>
    <message>
        <source>Show where my data is</source>
        <translation>Zeigen, wo meine Daten liegen</translation>
    </message>
    <message>
        <source>Icon in the notification area</source>
        <translation>Symbol im Infobereich</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>Weiterlaufen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Close the issue's window</source>
        <translation>Fenster der Aufgabe schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find an action or an issue…</source>
        <translation>Aktion oder Aufgabe finden…</translation>
    </message>
    <message>
        <source>Search in all issues</source>
        <translation>In allen Aufgaben suchen</translation>
    </message>
    <message>
        <source>Shows what matches outside of the view too</source>
        <translation>Zeigt auch Treffer außerhalb der Ansicht</translation>
    </message>
    <message>
        <source>Save view…</source>
        <translation>Ansicht speichern…</translation>
    </message>
    <message>
        <source>Keeps this list in the sidebar, under a name</source>
        <translation>Behält diese Liste unter einem Namen in der Seitenleiste</translation>
    </message>
    <message>
        <source>Find next in the issue</source>
        <translation>In der Aufgabe weitersuchen</translation>
    </message>
    <message>
        <source>Find previous in the issue</source>
        <translation>In der Aufgabe rückwärts suchen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Select or unselect</source>
        <translation>Auswählen oder abwählen</translation>
    </message>
    <message>
        <source>Change shortcuts…</source>
        <translation>Tastenkürzel ändern…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>preferences options</source>
        <translation>Voreinstellungen Optionen</translation>
    </message>
    <message>
        <source>New issue</source>
        <translation>Neue Aufgabe</translation>
    </message>
    <message>
        <source>A title and Enter are enough</source>
        <translation>Titel und Enter genügen</translation>
    </message>
    <message>
        <source>New issue in a small window</source>
        <translation>Neue Aufgabe im kleinen Fenster</translation>
    </message>
    <message>
        <source>It stays above other windows: strandline --capture opens it, too</source>
        <translation>Es bleibt über anderen Fenstern: auch strandline --capture öffnet es</translation>
    </message>
    <message>
        <source>New issue from a template…</source>
        <translation>Neue Aufgabe aus Vorlage…</translation>
    </message>
    <message>
        <source>New sub-issue</source>
        <translation>Neue Unteraufgabe</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Peek</source>
        <translation>Kurz ansehen</translation>
    </message>
    <message>
        <source>glance preview look</source>
        <translation>Blick Vorschau zeigen</translation>
    </message>
    <message>
        <source>Shows the issue beside its row, and goes along with ↑ and ↓</source>
        <translation>Zeigt die Aufgabe neben ihrer Zeile und geht mit ↑ und ↓ mit</translation>
    </message>
    <message>
        <source>Open in its own window</source>
        <translation>In eigenem Fenster öffnen</translation>
    </message>
    <message>
        <source>Shift and a click on a link opens that issue so, too</source>
        <translation>Umschalt und ein Klick auf einen Verweis öffnet auch jene Aufgabe so</translation>
    </message>
    <message>
        <source>Edit title</source>
        <translation>Titel bearbeiten</translation>
    </message>
    <message>
        <source>Status…</source>
        <translation>Status…</translation>
    </message>
    <message>
        <source>Priority…</source>
        <translation>Priorität…</translation>
    </message>
    <message>
        <source>Type…</source>
        <translation>Typ…</translation>
    </message>
    <message>
        <source>Assignee…</source>
        <translation>Zuständig…</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>Labels…</translation>
    </message>
    <message>
        <source>Defer until…</source>
        <translation>Zurückstellen bis…</translation>
    </message>
    <message>
        <source>Due…</source>
        <translation>Fällig…</translation>
    </message>
    <message>
        <source>Add blocker…</source>
        <translation>Blockierende Aufgabe hinzufügen…</translation>
    </message>
    <message>
        <source>History of this field…</source>
        <translation>Verlauf dieses Feldes…</translation>
    </message>
    <message>
        <source>Blocks…</source>
        <translation>Blockiert…</translation>
    </message>
    <message>
        <source>An issue that waits for this one</source>
        <translation>Eine Aufgabe, die auf diese wartet</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentieren</translation>
    </message>
    <message>
        <source>Attach file…</source>
        <translation>Datei anhängen…</translation>
    </message>
    <message>
        <source>attachment picture upload</source>
        <translation>Anhang Bild hochladen Anlage</translation>
    </message>
    <message>
        <source>Files can be dropped on the issue, and pictures pasted, too</source>
        <translation>Dateien lassen sich auch auf die Aufgabe ziehen, Bilder einfügen</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Copy id and title</source>
        <translation>ID und Titel kopieren</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>copy clone</source>
        <translation>kopieren klonen</translation>
    </message>
    <message>
        <source>Fields, labels and parent; not comments nor history</source>
        <translation>Felder, Labels und übergeordnete Aufgabe; keine Kommentare, kein Verlauf</translation>
    </message>
    <message>
        <source>Save as template…</source>
        <translation>Als Vorlage speichern…</translation>
    </message>
    <message>
        <source>Its title, type, labels, priority and description</source>
        <translation>Titel, Typ, Labels, Priorität und Beschreibung</translation>
    </message>
    <message>
        <source>Edit templates…</source>
        <translation>Vorlagen bearbeiten…</translation>
    </message>
    <message>
        <source>Close with reason…</source>
        <translation>Mit Begründung schließen…</translation>
    </message>
    <message>
        <source>done finish complete</source>
        <translation>erledigt fertig abschließen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Move a column to the left</source>
        <translation>Eine Spalte nach links verschieben</translation>
    </message>
    <message>
        <source>Move a column to the right</source>
        <translation>Eine Spalte nach rechts verschieben</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Asks nothing: Undo brings it back</source>
        <translation>Fragt nicht nach: Rückgängig holt sie zurück</translation>
    </message>
    <message>
        <source>delete remove</source>
        <translation>löschen entfernen</translation>
    </message>
    <message>
        <source>Take out of the trash</source>
        <translation>Aus dem Papierkorb holen</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detailbereich</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Board by status</source>
        <translation>Board nach Status</translation>
    </message>
    <message>
        <source>Board by priority</source>
        <translation>Board nach Priorität</translation>
    </message>
    <message>
        <source>Board by assignee</source>
        <translation>Board nach Zuständigen</translation>
    </message>
    <message>
        <source>Board by label</source>
        <translation>Board nach Label</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>In a grouped list, ← and → fold and unfold</source>
        <translation>In einer gruppierten Liste klappen ← und → ein und aus</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Shift and a click on a column sorts by it as well</source>
        <translation>Umschalt und Klick auf eine Spalte sortiert auch nach dieser</translation>
    </message>
    <message>
        <source>Then by</source>
        <translation>Danach nach</translation>
    </message>
    <message>
        <source>Turn the order round</source>
        <translation>Reihenfolge umkehren</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten…</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>Alle Gruppen einklappen</translation>
    </message>
    <message>
        <source>Unfold all groups</source>
        <translation>Alle Gruppen ausklappen</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Kompakte Zeilen</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Bequeme Zeilen</translation>
    </message>
    <message>
        <source>Large rows</source>
        <translation>Große Zeilen</translation>
    </message>
    <message>
        <source>Colours as the system</source>
        <translation>Farben wie das System</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>zoom in size</source>
        <translation>vergrößern zoom schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>zoom out size</source>
        <translation>verkleinern zoom schrift</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>Übliche Textgröße</translation>
    </message>
    <message>
        <source>zoom reset</source>
        <translation>zoom zurücksetzen schrift</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing fades: marks come and go at once</source>
        <translation>Nichts wird überblendet: Markierungen kommen und gehen sofort</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Another one is shown from the next start</source>
        <translation>Eine andere gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Upcoming</source>
        <translation>Demnächst</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>Alle offenen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Changes to review</source>
        <translation>Änderungen zu prüfen</translation>
    </message>
    <message>
        <source>Two sides changed the same: decide which stands</source>
        <translation>Zwei Seiten haben dasselbe geändert: entscheiden, was gilt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The issue that was shown before</source>
        <translation>Die zuvor gezeigte Aufgabe</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Do what the bar below offers</source>
        <translation>Tun, was die Leiste unten anbietet</translation>
    </message>
    <message>
        <source>Such as to show a new issue that is elsewhere</source>
        <translation>Etwa eine neue Aufgabe zeigen, die anderswo ist</translation>
    </message>
    <message>
        <source>Next issue</source>
        <translation>Nächste Aufgabe</translation>
    </message>
    <message>
        <source>Previous issue</source>
        <translation>Vorherige Aufgabe</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>help manual documentation</source>
        <translation>Hilfe Handbuch Dokumentation</translation>
    </message>
    <message>
        <source>Tips</source>
        <translation>Tipps</translation>
    </message>
    <message>
        <source>Three in all, each said once, when it helps</source>
        <translation>Drei im Ganzen, jeder einmal, wenn er hilft</translation>
    </message>
    <message>
        <source>Close the tip</source>
        <translation>Tipp schließen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Strandline</source>
        <translation>Über Strandline</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source> then </source>
        <translation> dann </translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Hide activity ({})</source>
        <translation>Aktivität ausblenden ({})</translation>
    </message>
    <message>
        <source>Show activity ({})</source>
        <translation>Aktivität einblenden ({})</translation>
    </message>
    <message>
        <source>Show {} earlier changes</source>
        <translation>{} frühere Änderungen zeigen</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As the system has them</source>
        <translation>Wie das System sie hat</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Pictures and rows grow with it.</source>
        <translation>Bilder und Zeilen wachsen mit.</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Groß</translation>
    </message>
    <message>
        <source>Rows of the list</source>
        <translation>Zeilen der Liste</translation>
    </message>
    <message>
        <source>Nothing fades: marks come and go at once.</source>
        <translation>Nichts blendet über: Markierungen kommen und gehen sofort.</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Stopped, so that nothing was attached: {files}</source>
        <translation>Angehalten, deshalb wurde nichts angehängt: {files}</translation>
    </message>
    <message>
        <source>Not attached: {files}. {why}</source>
        <translation>Nicht angehängt: {files}. {why}</translation>
    </message>
</context>
<context>
    <name>AttachmentRow</name>
    <message>
        <source>Attached file. The menu key shows what can be done with it</source>
        <translation>Angehängte Datei. Die Menütaste zeigt, was mit ihr getan werden kann</translation>
    </message>
    <message>
        <source>Save {} as…</source>
        <translation>{} speichern unter…</translation>
    </message>
    <message>
        <source>More for {}</source>
        <translation>Mehr zu {}</translation>
    </message>
    <message>
        <source>What can be done with {}</source>
        <translation>Was mit {} getan werden kann</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Open a copy in its program</source>
        <translation>Kopie in ihrem Programm öffnen</translation>
    </message>
    <message>
        <source>Not opened from here: such a file can run as a program</source>
        <translation>Wird von hier nicht geöffnet: Eine solche Datei kann als Programm laufen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>New name of {}</source>
        <translation>Neuer Name von {}</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Attach file…</source>
        <translation>Datei anhängen…</translation>
    </message>
    <message>
        <source>Attachments ({})</source>
        <translation>Anhänge ({})</translation>
    </message>
    <message>
        <source>Show {} more</source>
        <translation>{} weitere anzeigen</translation>
    </message>
    <message>
        <source>Attach file</source>
        <translation>Datei anhängen</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>While you worked</source>
        <translation>Während der Arbeit</translation>
    </message>
    <message>
        <source>When it was closed</source>
        <translation>Beim Schließen</translation>
    </message>
    <message>
        <source>You asked for it</source>
        <translation>Auf Ihren Wunsch</translation>
    </message>
    <message>
        <source>Before a newer format</source>
        <translation>Vor einem neueren Format</translation>
    </message>
    <message>
        <source>Before an import that deleted</source>
        <translation>Vor einem Import mit Löschungen</translation>
    </message>
    <message>
        <source>Before a restore</source>
        <translation>Vor einer Wiederherstellung</translation>
    </message>
    <message>
        <source>Copying the tracker…</source>
        <translation>Der Tracker wird kopiert…</translation>
    </message>
    <message>
        <source>Reading the whole tracker…</source>
        <translation>Der ganze Tracker wird gelesen…</translation>
    </message>
    <message>
        <source>Opening the backup and checking it…</source>
        <translation>Die Sicherung wird geöffnet und geprüft…</translation>
    </message>
    <message>
        <source>Comparing it with what is there now…</source>
        <translation>Vergleich mit dem jetzigen Stand…</translation>
    </message>
    <message>
        <source>Closing the tracker, and saving what can be read…</source>
        <translation>Der Tracker wird geschlossen, und gerettet, was sich lesen lässt…</translation>
    </message>
    <message>
        <source>Saving and closing the tracker…</source>
        <translation>Der Tracker wird gespeichert und geschlossen…</translation>
    </message>
    <message>
        <source>Backing up what is there now…</source>
        <translation>Der jetzige Stand wird gesichert…</translation>
    </message>
    <message>
        <source>Putting the backup in its place…</source>
        <translation>Die Sicherung wird eingesetzt…</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation><numerusform>%n Aufgabe</numerusform><numerusform>%n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>Save what can be read: that closes the tracker and puts a sound one in its place. What is there now is kept.</source>
        <translation>Retten Sie, was sich lesen lässt: Dabei wird der Tracker geschlossen und durch einen fehlerfreien ersetzt. Der jetzige Stand bleibt erhalten.</translation>
    </message>
    <message>
        <source>Restore a verified backup from the list above, or save what can be read: that closes the tracker and puts a sound one in its place. What is there now is kept either way.</source>
        <translation>Stellen Sie eine geprüfte Sicherung aus der Liste oben wieder her, oder retten Sie, was sich lesen lässt: Dabei wird der Tracker geschlossen und durch einen fehlerfreien ersetzt. Der jetzige Stand bleibt in jedem Fall erhalten.</translation>
    </message>
    <message>
        <source>There is no verified backup of this tracker yet.</source>
        <translation>Von diesem Tracker gibt es noch keine geprüfte Sicherung.</translation>
    </message>
    <message>
        <source>The newest verified backup is of {time} and has {issues}.</source>
        <translation>Die neueste geprüfte Sicherung ist vom {time}, Umfang: {issues}.</translation>
    </message>
    <message>
        <source>It was not checked as a whole yet.</source>
        <translation>Er wurde noch nicht als Ganzes geprüft.</translation>
    </message>
    <message>
        <source>Checked {time}: no fault was found.</source>
        <translation>Geprüft am {time}: kein Fehler gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>Checked {time}: %n fault(s) found.</source>
        <translation><numerusform>Geprüft am {time}: %n Fehler gefunden.</numerusform><numerusform>Geprüft am {time}: %n Fehler gefunden.</numerusform></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Kept in {folder}, apart from the tracker.</source>
        <translation>Aufbewahrt in {folder}, getrennt vom Tracker.</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) would come back</source>
        <translation><numerusform>%n Aufgabe käme zurück</numerusform><numerusform>%n Aufgaben kämen zurück</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) would go: made since</source>
        <translation><numerusform>%n Aufgabe fiele weg: seither angelegt</numerusform><numerusform>%n Aufgaben fielen weg: seither angelegt</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) would be as before</source>
        <translation><numerusform>%n Aufgabe wäre wie damals</numerusform><numerusform>%n Aufgaben wären wie damals</numerusform></translation>
    </message>
    <message>
        <source>Backed up and verified: {issues}, {size}.</source>
        <translation>Gesichert und geprüft: {issues}, {size}.</translation>
    </message>
    <message>
        <source>A backup was made, but is not verified. {why}</source>
        <translation>Eine Sicherung wurde angelegt, besteht aber die Prüfung nicht. {why}</translation>
    </message>
    <message>
        <source>Restored as of {time}: {issues}.</source>
        <translation>Wiederhergestellt auf den Stand vom {time}: {issues}.</translation>
    </message>
    <message>
        <source>What was there before is {file}.</source>
        <translation>Der vorherige Stand ist {file}.</translation>
    </message>
    <message>
        <source>What was there before is the backup of {time}.</source>
        <translation>Der vorherige Stand ist die Sicherung vom {time}.</translation>
    </message>
    <message>
        <source>The backup has faults: {what}</source>
        <translation>Die Sicherung hat Fehler: {what}</translation>
    </message>
    <message>
        <source>Something went wrong inside Strandline; see the log.</source>
        <translation>In Strandline ist etwas schiefgegangen; siehe Protokoll.</translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message>
        <source>Backups and health</source>
        <translation>Sicherungen und Zustand</translation>
    </message>
    <message>
        <source>Looking for backups…</source>
        <translation>Sicherungen werden gesucht…</translation>
    </message>
    <message>
        <source>This tracker has faults.</source>
        <translation>Dieser Tracker hat Fehler.</translation>
    </message>
    <message>
        <source>Nothing is here yet. Strandline makes a backup by itself while you work, and when you close the tracker.</source>
        <translation>Hier ist noch nichts. Strandline sichert von selbst, während Sie arbeiten und wenn Sie den Tracker schließen.</translation>
    </message>
    <message>
        <source>The backups cannot be listed.</source>
        <translation>Die Sicherungen können nicht aufgelistet werden.</translation>
    </message>
    <message>
        <source>Shows what would change before anything does</source>
        <translation>Zeigt erst, was sich ändern würde</translation>
    </message>
    <message>
        <source>Backups, the newest first</source>
        <translation>Sicherungen, die neueste zuerst</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Anlass</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>Jetzt &amp;sichern</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Wiederherstellen…</translation>
    </message>
    <message>
        <source>&amp;Save what can be read</source>
        <translation>&amp;Retten, was sich lesen lässt</translation>
    </message>
    <message>
        <source>&amp;Check this tracker now</source>
        <translation>Diesen Tracker jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Show the &amp;folder</source>
        <translation>&amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>A&amp;nhalten</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Keep what is stored, and forget this change</source>
        <translation>Behalten, was gespeichert ist, und diese Änderung vergessen</translation>
    </message>
    <message>
        <source>Save a complete copy…</source>
        <translation>Vollständige Kopie speichern…</translation>
    </message>
</context>
<context>
    <name>BdRunner</name>
    <message>
        <source>bd may drop them again with its next write; you would be told.</source>
        <translation>bd verwirft sie beim nächsten Schreiben vielleicht wieder; das würde hier gemeldet.</translation>
    </message>
    <message>
        <source>bd is not installed here, so it does not know of your changes yet.</source>
        <translation>bd ist hier nicht installiert und kennt die Änderungen daher noch nicht.</translation>
    </message>
    <message>
        <source>bd did not take your changes: {why}</source>
        <translation>bd hat die Änderungen nicht übernommen: {why}</translation>
    </message>
</context>
<context>
    <name>BelowDialog</name>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation><numerusform>%n Aufgabe</numerusform><numerusform>%n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>Move {what} to the trash?</source>
        <translation>{what} in den Papierkorb verschieben?</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) below it</source>
        <translation><numerusform>%n Aufgabe darunter</numerusform><numerusform>%n Aufgaben darunter</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) below them that are not selected</source>
        <translation><numerusform>%n Aufgabe darunter, die nicht ausgewählt ist</numerusform><numerusform>%n Aufgaben darunter, die nicht ausgewählt sind</numerusform></translation>
    </message>
    <message>
        <source>{below}, {open} of them open:</source>
        <translation>{below}, davon {open} offen:</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Alles behalten</translation>
    </message>
    <message>
        <source>Only this one; those below stay</source>
        <translation>Nur diese; die darunter bleiben</translation>
    </message>
    <message>
        <source>Only those selected</source>
        <translation>Nur die ausgewählten</translation>
    </message>
    <message numerus="yes">
        <source>Move all %n to the trash</source>
        <translation><numerusform>%n in den Papierkorb</numerusform><numerusform>Alle %n in den Papierkorb</numerusform></translation>
    </message>
</context>
<context>
    <name>BlockedBox</name>
    <message>
        <source>It waits in turn for</source>
        <translation>Sie wartet ihrerseits auf</translation>
    </message>
    <message>
        <source>Blocked by</source>
        <translation>Blockiert durch</translation>
    </message>
    <message>
        <source>Marked as blocked; no open issue holds it up</source>
        <translation>Als blockiert markiert; keine offene Aufgabe hält sie auf</translation>
    </message>
    <message>
        <source>Start with {name}</source>
        <translation>Mit {name} anfangen</translation>
    </message>
    <message>
        <source>{n} more in a row</source>
        <translation>{n} weitere in der Kette</translation>
    </message>
    <message>
        <source>Waits for {first}</source>
        <translation>Wartet auf {first}</translation>
    </message>
    <message>
        <source>{so_far}, which waits for {name}</source>
        <translation>{so_far}, und diese wartet auf {name}</translation>
    </message>
    <message>
        <source>These wait for each other in a circle: {ids}. Take one of the links away to begin.</source>
        <translation>Diese warten im Kreis aufeinander: {ids}. Eine der Verknüpfungen entfernen, um anzufangen.</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Kein Label</translation>
    </message>
    <message>
        <source>No assignee</source>
        <translation>Niemand zuständig</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation><numerusform>%n Aufgabe</numerusform><numerusform>%n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>{n} more outside {view}</source>
        <translation>{n} weitere außerhalb von {view}</translation>
    </message>
    <message numerus="yes">
        <source>waits for %n issue(s)</source>
        <translation><numerusform>wartet auf %n Aufgabe</numerusform><numerusform>wartet auf %n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>assigned to {name}</source>
        <translation>zuständig: {name}</translation>
    </message>
    <message>
        <source>overdue since {when}</source>
        <translation>überfällig seit {when}</translation>
    </message>
    <message>
        <source>due {when}</source>
        <translation>fällig {when}</translation>
    </message>
    <message>
        <source>labels {names}</source>
        <translation>Labels {names}</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation><numerusform>%n Kommentar</numerusform><numerusform>%n Kommentare</numerusform></translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>Moved {issue} to {column}</source>
        <translation>{issue} nach {column} verschoben</translation>
    </message>
    <message numerus="yes">
        <source>Move %n issue(s) to {column}</source>
        <translation><numerusform>%n Aufgabe nach {column} verschieben</numerusform><numerusform>%n Aufgaben nach {column} verschieben</numerusform></translation>
    </message>
</context>
<context>
    <name>BoardHead</name>
    <message>
        <source>Board by</source>
        <translation>Board nach</translation>
    </message>
    <message>
        <source>Groups are shown in the list only</source>
        <translation>Gruppen zeigt nur die Liste</translation>
    </message>
    <message>
        <source>Board by {field}</source>
        <translation>Board nach {field}</translation>
    </message>
</context>
<context>
    <name>BusyParts</name>
    <message>
        <source>Reading</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop reading; everything stays as it was</source>
        <translation>Einlesen anhalten; alles bleibt, wie es war</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird eingelesen…</translation>
    </message>
    <message>
        <source>{done} of {total} lines</source>
        <translation>{done} von {total} Zeilen</translation>
    </message>
    <message>
        <source>{done} of {total} issues</source>
        <translation>{done} von {total} Aufgaben</translation>
    </message>
    <message>
        <source>Stop; everything stays as it was</source>
        <translation>Anhalten; alles bleibt, wie es war</translation>
    </message>
    <message>
        <source>Stopping; everything stays as it was…</source>
        <translation>Wird angehalten; alles bleibt, wie es war…</translation>
    </message>
</context>
<context>
    <name>CaptureChips</name>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>Teil von</translation>
    </message>
</context>
<context>
    <name>CaptureLine</name>
    <message>
        <source>Title, and if you like !1 #label @name due:fri</source>
        <translation>Titel, und wenn gewünscht !1 #label @name due:fri</translation>
    </message>
    <message>
        <source>!1 priority · #label · @name · due:fri · when:+2w · type:bug · ^id of the epic
A backslash keeps a word in the title: \#label</source>
        <translation>!1 Priorität · #label · @name · due:fri · when:+2w · type:bug · ^ID des Epics
Ein Backslash lässt ein Wort im Titel: \#label</translation>
    </message>
    <message>
        <source>Make one issue</source>
        <translation>Eine Aufgabe anlegen</translation>
    </message>
    <message>
        <source>The first line is its title, the others its description</source>
        <translation>Die erste Zeile wird der Titel, die anderen die Beschreibung</translation>
    </message>
    <message>
        <source>With the description of the template</source>
        <translation>Mit der Beschreibung der Vorlage</translation>
    </message>
    <message>
        <source>A click leaves it out</source>
        <translation>Ein Klick lässt sie weg</translation>
    </message>
    <message>
        <source>Make {n} issues</source>
        <translation>{n} Aufgaben anlegen</translation>
    </message>
</context>
<context>
    <name>CaptureWindow</name>
    <message>
        <source>New issue</source>
        <translation>Neue Aufgabe</translation>
    </message>
    <message>
        <source>Title of the new issue</source>
        <translation>Titel der neuen Aufgabe</translation>
    </message>
    <message>
        <source>Tracker that gets the issue</source>
        <translation>Tracker, der die Aufgabe erhält</translation>
    </message>
    <message>
        <source>New issue &amp;in</source>
        <translation>Neue Aufgabe &amp;in</translation>
    </message>
    <message>
        <source>Enter saves · Esc closes</source>
        <translation>Enter speichert · Esc schließt</translation>
    </message>
</context>
<context>
    <name>ChangeLine</name>
    <message>
        <source>Show the whole change</source>
        <translation>Ganze Änderung zeigen</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>{}: none</source>
        <translation>{}: keine Angabe</translation>
    </message>
    <message>
        <source>{}, not saved yet</source>
        <translation>{}, noch nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>Cards cannot be moved: {why}</source>
        <translation>Karten lassen sich nicht verschieben: {why}</translation>
    </message>
</context>
<context>
    <name>ClosePopup</name>
    <message>
        <source>Close issue</source>
        <translation>Aufgabe schließen</translation>
    </message>
    <message>
        <source>Why is it closed?</source>
        <translation>Warum wird sie geschlossen?</translation>
    </message>
    <message>
        <source>Reason for closing</source>
        <translation>Grund des Schließens</translation>
    </message>
    <message>
        <source>Reason (may stay empty)</source>
        <translation>Grund (darf leer bleiben)</translation>
    </message>
</context>
<context>
    <name>ClosePreview</name>
    <message numerus="yes">
        <source>Makes %n issue(s) ready:</source>
        <translation><numerusform>Macht %n Aufgabe bereit:</numerusform><numerusform>Macht %n Aufgaben bereit:</numerusform></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>{name} is complete: {done} of {all}</source>
        <translation>{name} ist vollständig: {done} von {all}</translation>
    </message>
    <message>
        <source>{name}: {done} of {all} finished</source>
        <translation>{name}: {done} von {all} erledigt</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Blocked by</source>
        <translation>Blockiert durch</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns, from left to right</source>
        <translation>Spalten, von links nach rechts</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>Übliche Spalten</translation>
    </message>
    <message>
        <source>No room now for {names}. A wider window shows more.</source>
        <translation>Jetzt kein Platz für {names}. Ein breiteres Fenster zeigt mehr.</translation>
    </message>
    <message>
        <source>Space shows or hides a column, Alt+↑ and Alt+↓ move it.</source>
        <translation>Leertaste zeigt oder verbirgt eine Spalte, Alt+↑ und Alt+↓ verschieben sie.</translation>
    </message>
</context>
<context>
    <name>CommentRow</name>
    <message>
        <source>Show formatted</source>
        <translation>Formatiert zeigen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>{} · not saved yet</source>
        <translation>{} · noch nicht gespeichert</translation>
    </message>
    <message>
        <source>comment of {}, {}</source>
        <translation>Kommentar von {}, {}</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
</context>
<context>
    <name>Comments</name>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Comment… Ctrl+Enter sends</source>
        <translation>Kommentar… Strg+Enter sendet</translation>
    </message>
    <message>
        <source>New comment</source>
        <translation>Neuer Kommentar</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentieren</translation>
    </message>
    <message>
        <source>Comments ({})</source>
        <translation>Kommentare ({})</translation>
    </message>
    <message>
        <source>Show {} earlier comments</source>
        <translation>{} frühere Kommentare zeigen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>{} of {}: two versions</source>
        <translation>{} von {}: zwei Fassungen</translation>
    </message>
    <message>
        <source>In the tracker now</source>
        <translation>Jetzt im Tracker</translation>
    </message>
    <message>
        <source>Yours, not saved</source>
        <translation>Eigene, nicht gespeichert</translation>
    </message>
    <message>
        <source>Use theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigene behalten</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
</context>
<context>
    <name>Completion</name>
    <message>
        <source>ready, blocked, overdue…</source>
        <translation>ready, blocked, overdue…</translation>
    </message>
    <message>
        <source>open, in_progress…</source>
        <translation>open, in_progress…</translation>
    </message>
    <message>
        <source>bug, task, epic…</source>
        <translation>bug, task, epic…</translation>
    </message>
    <message>
        <source>a label, or none</source>
        <translation>ein Label, oder none</translation>
    </message>
    <message>
        <source>who works on it</source>
        <translation>wer daran arbeitet</translation>
    </message>
    <message>
        <source>0 to 4, &lt;=1</source>
        <translation>0 bis 4, &lt;=1</translation>
    </message>
    <message>
        <source>a part of the id</source>
        <translation>ein Teil der ID</translation>
    </message>
    <message>
        <source>all below an issue</source>
        <translation>alles unter einer Aufgabe</translation>
    </message>
    <message>
        <source>when it was made</source>
        <translation>wann sie erstellt wurde</translation>
    </message>
    <message>
        <source>when it last changed</source>
        <translation>wann sie zuletzt geändert wurde</translation>
    </message>
    <message>
        <source>when it has to be done</source>
        <translation>wann sie erledigt sein muss</translation>
    </message>
    <message>
        <source>when it can be started</source>
        <translation>wann sie begonnen werden kann</translation>
    </message>
    <message>
        <source>when it was finished</source>
        <translation>wann sie fertig wurde</translation>
    </message>
    <message>
        <source>has none</source>
        <translation>hat keine</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>die eigenen</translation>
    </message>
    <message>
        <source>before today</source>
        <translation>vor heute</translation>
    </message>
    <message>
        <source>within 7 days</source>
        <translation>innerhalb von 7 Tagen</translation>
    </message>
    <message>
        <source>within 30 days</source>
        <translation>innerhalb von 30 Tagen</translation>
    </message>
    <message>
        <source>in the last 24 hours</source>
        <translation>in den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>in the last 7 days</source>
        <translation>in den letzten 7 Tagen</translation>
    </message>
    <message>
        <source>in the last 30 days</source>
        <translation>in den letzten 30 Tagen</translation>
    </message>
    <message>
        <source>over 30 days ago</source>
        <translation>vor mehr als 30 Tagen</translation>
    </message>
    <message>
        <source>over 90 days ago</source>
        <translation>vor mehr als 90 Tagen</translation>
    </message>
    <message>
        <source>1 and more urgent</source>
        <translation>1 und dringender</translation>
    </message>
    <message>
        <source>3 and less urgent</source>
        <translation>3 und weniger dringend</translation>
    </message>
    <message>
        <source>What the search may go on with</source>
        <translation>Womit die Suche weitergehen kann</translation>
    </message>
    <message>
        <source>{n} open</source>
        <translation>{n} offen</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>More than {n}: type on</source>
        <translation>Mehr als {n}: weitertippen</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Strandline</source>
        <translation>Strandline</translation>
    </message>
    <message>
        <source>Something went wrong inside Strandline.</source>
        <translation>In Strandline ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>What is shown as saved is saved. You can go on working, or quit and start again. The details are in the log; please report them.</source>
        <translation>Was als gespeichert angezeigt wird, ist gespeichert. Die Arbeit kann weitergehen, oder Strandline beenden und neu starten. Die Einzelheiten stehen im Protokoll; bitte melden.</translation>
    </message>
</context>
<context>
    <name>CsvDialog</name>
    <message>
        <source>Reading</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Import into a new tracker</source>
        <translation>In einen neuen Tracker importieren</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird eingelesen…</translation>
    </message>
    <message>
        <source>{name} has no rows</source>
        <translation>{name} hat keine Zeilen</translation>
    </message>
    <message>
        <source>There is nothing to import.</source>
        <translation>Es gibt nichts zu importieren.</translation>
    </message>
    <message numerus="yes">
        <source>{name} has %n issue(s)</source>
        <translation><numerusform>{name} hat %n Aufgabe</numerusform><numerusform>{name} hat %n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>Something went wrong inside Strandline; see the log.</source>
        <translation>In Strandline ist etwas schiefgegangen; siehe Protokoll.</translation>
    </message>
    <message>
        <source>{name} could not be read</source>
        <translation>{name} konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>What “{column}” is</source>
        <translation>Was „{column}“ ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>The first issues, as they will be</source>
        <translation>Die ersten Aufgaben, wie sie aussehen werden</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>Spalten der Datei</translation>
    </message>
</context>
<context>
    <name>DatePicker</name>
    <message>
        <source>fri, 24 dec, in 3 days, +2w</source>
        <translation>fri, 24 dec, in 3 days, +2w</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Not a date yet</source>
        <translation>Noch kein Datum</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>{name} is open in another window.</source>
        <translation>{name} ist in einem anderen Fenster geöffnet.</translation>
    </message>
    <message>
        <source>{name} was not read: you stopped it.</source>
        <translation>{name} wurde nicht gelesen: das Einlesen wurde angehalten.</translation>
    </message>
</context>
<context>
    <name>DeskParts</name>
    <message>
        <source>{file} was not imported, because Strandline was closed meanwhile. Import it again.</source>
        <translation>{file} wurde nicht importiert, weil Strandline währenddessen geschlossen wurde. Importieren Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>DetailsFold</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>D&amp;etails</source>
        <translation>Ein&amp;zelheiten</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>DifferenceDialog</name>
    <message>
        <source>Under way</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>Drop to attach to {issue}</source>
        <translation>Loslassen, um an {issue} anzuhängen</translation>
    </message>
    <message>
        <source>{id} is in the trash. Restore it to attach files.</source>
        <translation>{id} ist im Papierkorb. Nach dem Wiederherstellen lassen sich Dateien anhängen.</translation>
    </message>
    <message>
        <source>This tracker may only be read, so nothing can be attached.</source>
        <translation>Dieser Tracker darf nur gelesen werden, deshalb lässt sich nichts anhängen.</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>{n} more in {view}</source>
        <translation>{n} weitere in {view}</translation>
    </message>
    <message>
        <source>{n} in {view}</source>
        <translation>{n} in {view}</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}, {second}</translation>
    </message>
</context>
<context>
    <name>ElsewhereNotice</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>What needs doing?</source>
        <translation>Was ist zu tun?</translation>
    </message>
    <message>
        <source>A title and Enter are enough. Or start with something that is there already.</source>
        <translation>Titel und Enter genügen. Oder mit dem anfangen, was schon da ist.</translation>
    </message>
    <message>
        <source>New issue</source>
        <translation>Neue Aufgabe</translation>
    </message>
    <message>
        <source>Try the sample project</source>
        <translation>Beispielprojekt ausprobieren</translation>
    </message>
    <message>
        <source>Open a folder with .beads</source>
        <translation>Ordner mit .beads öffnen</translation>
    </message>
    <message>
        <source>New tracker</source>
        <translation>Neuer Tracker</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>No tracker is open</source>
        <translation>Kein Tracker ist geöffnet</translation>
    </message>
    <message>
        <source>A tracker is one file with all its issues. Make one, or open what you have.</source>
        <translation>Ein Tracker ist eine Datei mit allen Aufgaben. Einen anlegen, oder einen vorhandenen öffnen.</translation>
    </message>
    <message>
        <source>{file} was not imported</source>
        <translation>{file} wurde nicht importiert</translation>
    </message>
    <message>
        <source>Its issues are not here. What you add here is not written there until you import it.</source>
        <translation>Die Aufgaben daraus sind nicht hier. Was hier hinzukommt, wird erst nach dem Import dorthin geschrieben.</translation>
    </message>
    <message>
        <source>See what it would bring</source>
        <translation>Ansehen, was sie bringen würde</translation>
    </message>
    <message>
        <source>Searched in: {view}</source>
        <translation>Gesucht in: {view}</translation>
    </message>
    <message>
        <source>No issues match “{text}”</source>
        <translation>Keine Aufgabe passt zu „{text}“</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Show them ({n})</source>
        <translation>Zeigen ({n})</translation>
    </message>
    <message>
        <source>This search cannot be read</source>
        <translation>Diese Suche ist nicht lesbar</translation>
    </message>
    <message>
        <source>Change the search</source>
        <translation>Suche ändern</translation>
    </message>
    <message>
        <source>Look for “{name}”</source>
        <translation>Nach „{name}“ suchen</translation>
    </message>
    <message>
        <source>“{view}” cannot be read</source>
        <translation>„{view}“ ist nicht lesbar</translation>
    </message>
    <message>
        <source>Change its query</source>
        <translation>Abfrage ändern</translation>
    </message>
    <message>
        <source>{view}: nothing here</source>
        <translation>{view}: hier ist nichts</translation>
    </message>
    <message>
        <source>Reading the tracker…</source>
        <translation>Der Tracker wird eingelesen…</translation>
    </message>
    <message>
        <source>The board could not be read</source>
        <translation>Das Board konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The list could not be read</source>
        <translation>Die Liste konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>ErasedBar</name>
    <message>
        <source>What was dropped from the file</source>
        <translation>Was aus der Datei entfernt wurde</translation>
    </message>
    <message>
        <source>Put them back</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Write them into the file again; Undo lets them wait again</source>
        <translation>Schreibt sie wieder in die Datei; Rückgängig lässt sie wieder warten</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>the issue file</source>
        <translation>die Aufgabendatei</translation>
    </message>
    <message numerus="yes">
        <source>bd has dropped %n value(s) from {file}{names}.</source>
        <translation><numerusform>bd hat %n Wert entfernt aus {file}{names}.</numerusform><numerusform>bd hat %n Werte entfernt aus {file}{names}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Another program has dropped %n value(s) from {file}{names}.</source>
        <translation><numerusform>Ein anderes Programm hat %n Wert entfernt aus {file}{names}.</numerusform><numerusform>Ein anderes Programm hat %n Werte entfernt aus {file}{names}.</numerusform></translation>
    </message>
    <message>
        <source>It is safe here.</source>
        <translation>Hier ist er sicher.</translation>
    </message>
    <message>
        <source>They are safe here.</source>
        <translation>Hier sind sie sicher.</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) that cannot be read</source>
        <translation><numerusform>%n unlesbare Zeile</numerusform><numerusform>%n unlesbare Zeilen</numerusform></translation>
    </message>
    <message>
        <source>the whole issue</source>
        <translation>die ganze Aufgabe</translation>
    </message>
</context>
<context>
    <name>FieldPickers</name>
    <message>
        <source>Find or create a label</source>
        <translation>Label finden oder anlegen</translation>
    </message>
    <message>
        <source>Find or type a name</source>
        <translation>Namen finden oder eintippen</translation>
    </message>
    <message>
        <source>90, 2h, 1h30</source>
        <translation>90, 2h, 1h30</translation>
    </message>
    <message>
        <source>gh-123, a link, …</source>
        <translation>gh-123, ein Link, …</translation>
    </message>
    <message>
        <source>0 to 4</source>
        <translation>0 bis 4</translation>
    </message>
    <message>
        <source>Type to find</source>
        <translation>Tippen, um zu finden</translation>
    </message>
    <message>
        <source>Type the first label…</source>
        <translation>Erstes Label eintippen…</translation>
    </message>
    <message>
        <source>Type a reference…</source>
        <translation>Referenz eintippen…</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this issue</source>
        <translation>In dieser Aufgabe suchen</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Vorige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier comment(s) with it</source>
        <translation><numerusform>Auch in %n früherem Kommentar</numerusform><numerusform>Auch in %n früheren Kommentaren</numerusform></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>{} or more</source>
        <translation>{} oder mehr</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Created {} by {}</source>
        <translation>Erstellt: {} von {}</translation>
    </message>
    <message>
        <source>Created {}</source>
        <translation>Erstellt: {}</translation>
    </message>
    <message>
        <source>Updated {}</source>
        <translation>Geändert: {}</translation>
    </message>
    <message>
        <source>Closed {}</source>
        <translation>Geschlossen: {}</translation>
    </message>
    <message>
        <source>Reason: {}</source>
        <translation>Grund: {}</translation>
    </message>
</context>
<context>
    <name>Freed</name>
    <message numerus="yes">
        <source>%n issue(s) are ready now</source>
        <translation><numerusform>%n Aufgabe ist jetzt bereit</numerusform><numerusform>%n Aufgaben sind jetzt bereit</numerusform></translation>
    </message>
    <message>
        <source>1 issue is ready now</source>
        <translation>1 Aufgabe ist jetzt bereit</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Ready now</source>
        <translation>Jetzt bereit</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Eigener Name</translation>
    </message>
    <message>
        <source>Signs your changes and comments; @me means you. A new name is used from the next start, and Undo then reverses only what was done under it. Left empty, it is your name in git or in the system.</source>
        <translation>Unterschreibt die eigenen Änderungen und Kommentare; @me meint ihn. Ein neuer Name gilt ab dem nächsten Start, und Rückgängig nimmt dann nur zurück, was unter ihm getan wurde. Leer gilt der Name aus git oder dem System.</translation>
    </message>
    <message>
        <source>A change shows at the next start.</source>
        <translation>Eine Änderung zeigt sich beim nächsten Start.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Closing hides the window, and the icon brings it back. Needs the icon.</source>
        <translation>Schließen versteckt das Fenster, das Symbol holt es zurück. Braucht das Symbol.</translation>
    </message>
    <message>
        <source>Three in all, each once, when it helps. Switched on again, each comes once more.</source>
        <translation>Drei im Ganzen, jeder einmal, wenn er hilft. Wieder eingeschaltet, kommt jeder noch einmal.</translation>
    </message>
    <message>
        <source>This desktop has no notification area.</source>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich.</translation>
    </message>
    <message>
        <source>New issue, open and quit, without the window.</source>
        <translation>Neue Aufgabe, öffnen und beenden, ohne das Fenster.</translation>
    </message>
</context>
<context>
    <name>Git</name>
    <message>
        <source>git merges these issues with Strandline</source>
        <translation>git führt diese Aufgaben mit Strandline zusammen</translation>
    </message>
    <message>
        <source>This clone lacks the command that merges the issues</source>
        <translation>Diesem Klon fehlt der Befehl, der die Aufgaben zusammenführt</translation>
    </message>
    <message>
        <source>git merges these issues with “{driver}”</source>
        <translation>git führt diese Aufgaben mit „{driver}“ zusammen</translation>
    </message>
    <message>
        <source>There is nothing for git to merge</source>
        <translation>Es gibt nichts, was git zusammenführen könnte</translation>
    </message>
    <message>
        <source>Let git merge these issues with Strandline?</source>
        <translation>Soll git diese Aufgaben mit Strandline zusammenführen?</translation>
    </message>
    <message>
        <source>Where two people have changed {file}, Strandline merges it issue by issue and field by field. Labels, comments and what only other programs know of are kept from both; a value that loses waits here for review.</source>
        <translation>Wo zwei Personen {file} geändert haben, führt Strandline Aufgabe für Aufgabe und Feld für Feld zusammen. Labels, Kommentare und was nur andere Programme kennen, bleiben von beiden erhalten; ein Wert, der unterliegt, wartet hier auf Prüfung.</translation>
    </message>
    <message>
        <source>This tracker belongs to no project.</source>
        <translation>Dieser Tracker gehört zu keinem Projekt.</translation>
    </message>
    <message>
        <source>.gitattributes already names Strandline for {file}, but git has no command for it here, or that of another copy of Strandline. Until then git merges it as plain text.</source>
        <translation>.gitattributes nennt Strandline schon für {file}, aber git hat hier keinen Befehl dafür, oder den einer anderen Kopie von Strandline. Bis dahin führt git die Datei als reinen Text zusammen.</translation>
    </message>
    <message>
        <source>The other line stays, and counts again when you take ours out.</source>
        <translation>Die andere Zeile bleibt, und gilt wieder, wenn unsere herausgenommen wird.</translation>
    </message>
    <message>
        <source>Merge with Strandline</source>
        <translation>Mit Strandline zusammenführen</translation>
    </message>
    <message>
        <source>Add the command</source>
        <translation>Befehl hinzufügen</translation>
    </message>
    <message>
        <source>Merge with Strandline instead</source>
        <translation>Stattdessen mit Strandline zusammenführen</translation>
    </message>
</context>
<context>
    <name>GitDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Take it out again</source>
        <translation>Wieder herausnehmen</translation>
    </message>
    <message>
        <source>Something went wrong inside Strandline; see the log.</source>
        <translation>In Strandline ist etwas schiefgegangen; siehe Protokoll.</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nichts wurde geändert</translation>
    </message>
    <message>
        <source>Has this line</source>
        <translation>Hat diese Zeile</translation>
    </message>
    <message>
        <source>Gets this line</source>
        <translation>Erhält diese Zeile</translation>
    </message>
    <message>
        <source>Commit it, and it reaches every clone.</source>
        <translation>Mit einem Commit erreicht sie jeden Klon.</translation>
    </message>
    <message>
        <source>Has this command</source>
        <translation>Hat diesen Befehl</translation>
    </message>
    <message>
        <source>Gets this command</source>
        <translation>Erhält diesen Befehl</translation>
    </message>
    <message>
        <source>It stays on this computer: each clone needs it once.</source>
        <translation>Er bleibt auf diesem Rechner: jeder Klon braucht ihn einmal.</translation>
    </message>
    <message>
        <source>Leave git as it is</source>
        <translation>git lassen, wie es ist</translation>
    </message>
</context>
<context>
    <name>GivenChips</name>
    <message>
        <source>From this list:</source>
        <translation>Aus dieser Liste:</translation>
    </message>
    <message>
        <source>{value}, take away</source>
        <translation>{value}, wegnehmen</translation>
    </message>
    <message>
        <source>{value}: a click takes it away</source>
        <translation>{value}: ein Klick nimmt es weg</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Kein Label</translation>
    </message>
    <message>
        <source>No type</source>
        <translation>Kein Typ</translation>
    </message>
    <message>
        <source>No epic</source>
        <translation>Kein Epic</translation>
    </message>
    <message>
        <source>No due date</source>
        <translation>Keine Fälligkeit</translation>
    </message>
    <message>
        <source>No day to come</source>
        <translation>Kein kommender Tag</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Epics</source>
        <translation>Epics</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>Fälligkeit</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>The next 7 days</source>
        <translation>Die nächsten 7 Tage</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Finished, was due before today</source>
        <translation>Erledigt, war vor heute fällig</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>Nächste Woche</translation>
    </message>
    <message>
        <source>dddd d MMM</source>
        <translation>dddd, d. MMM</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation><numerusform>%n Aufgabe</numerusform><numerusform>%n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>{finished} of {children} children finished</source>
        <translation>{finished} von {children} Unteraufgaben erledigt</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>ausgeklappt</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Parts of the guide</source>
        <translation>Teile der Anleitung</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>In der Anleitung suchen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The guide is in English.</source>
        <translation>Die Anleitung ist auf Englisch.</translation>
    </message>
    <message>
        <source>The guide does not have “{words}”.</source>
        <translation>Die Anleitung enthält „{words}“ nicht.</translation>
    </message>
    <message>
        <source>{page} is not in this window; it comes with the sources.</source>
        <translation>{page} ist nicht in diesem Fenster; es liegt bei den Quellen.</translation>
    </message>
</context>
<context>
    <name>HandingOut</name>
    <message>
        <source>Save attached file</source>
        <translation>Angehängte Datei speichern</translation>
    </message>
    <message>
        <source>No copy could be made: {why}</source>
        <translation>Es konnte keine Kopie gemacht werden: {why}</translation>
    </message>
    <message>
        <source>Stopped, so that nothing was saved: {name}</source>
        <translation>Angehalten, deshalb wurde nichts gespeichert: {name}</translation>
    </message>
    <message>
        <source>A copy of {name} was opened. What is changed in it is not attached.</source>
        <translation>Eine Kopie von {name} wurde geöffnet. Was darin geändert wird, wird nicht angehängt.</translation>
    </message>
    <message>
        <source>No program was found for {name}. Save it to open it yourself.</source>
        <translation>Für {name} wurde kein Programm gefunden. Nach dem Speichern lässt sich die Datei selbst öffnen.</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Copy this id</source>
        <translation>Diese ID kopieren</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Schließen…</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Copy id and title</source>
        <translation>ID und Titel kopieren</translation>
    </message>
    <message>
        <source>Id {}, copy</source>
        <translation>ID {}, kopieren</translation>
    </message>
    <message>
        <source>Open parent {}</source>
        <translation>Übergeordnete Aufgabe {} öffnen</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>A check found faults in {file}. Your changes are still taken.</source>
        <translation>Eine Prüfung hat Fehler in {file} gefunden. Ihre Änderungen werden weiter gespeichert.</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History of {}</source>
        <translation>Verlauf von {}</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>Was sich damit änderte</translation>
    </message>
    <message>
        <source>Compare with what stands now</source>
        <translation>Mit dem vergleichen, was jetzt gilt</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Values, newest first</source>
        <translation>Werte, neueste zuerst</translation>
    </message>
    <message>
        <source>Show earlier values</source>
        <translation>Frühere Werte zeigen</translation>
    </message>
    <message>
        <source>Restore this value</source>
        <translation>Diesen Wert wiederherstellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>The history could not be read.</source>
        <translation>Der Verlauf konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>as it was made</source>
        <translation>wie erstellt</translation>
    </message>
    <message>
        <source>by undo</source>
        <translation>durch Rückgängig</translation>
    </message>
    <message>
        <source>by redo</source>
        <translation>durch Wiederholen</translation>
    </message>
    <message>
        <source>by import</source>
        <translation>durch Import</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>This is what stands now.</source>
        <translation>Das gilt jetzt.</translation>
    </message>
    <message>
        <source>Restoring adds a value to this history; Undo takes it back.</source>
        <translation>Wiederherstellen fügt diesem Verlauf einen Wert hinzu; Rückgängig nimmt ihn zurück.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>InlineBar</name>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>Text bearbeiten</translation>
    </message>
    <message>
        <source>Changed elsewhere: {}</source>
        <translation>Anderswo geändert: {}</translation>
    </message>
    <message>
        <source>now empty</source>
        <translation>jetzt leer</translation>
    </message>
    <message>
        <source>This could not be saved.</source>
        <translation>Das konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Use theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigene behalten</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>IssueBar</name>
    <message>
        <source>State of this tracker</source>
        <translation>Zustand dieses Trackers</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>IssueCommands</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n id(s)</source>
        <translation><numerusform>%n ID kopiert</numerusform><numerusform>%n IDs kopiert</numerusform></translation>
    </message>
</context>
<context>
    <name>IssueList</name>
    <message>
        <source>Issues</source>
        <translation>Aufgaben</translation>
    </message>
</context>
<context>
    <name>KeptDialog</name>
    <message>
        <source>Text that was not saved</source>
        <translation>Text, der nicht gespeichert wurde</translation>
    </message>
    <message>
        <source>Stands now</source>
        <translation>Gilt jetzt</translation>
    </message>
    <message>
        <source>Yours, not saved</source>
        <translation>Eigener Text, nicht gespeichert</translation>
    </message>
    <message>
        <source>&amp;Put back mine</source>
        <translation>&amp;Eigenen einsetzen</translation>
    </message>
    <message>
        <source>&amp;Keep what stands</source>
        <translation>&amp;Behalten, was gilt</translation>
    </message>
    <message>
        <source>&amp;Edit both…</source>
        <translation>Beide bea&amp;rbeiten…</translation>
    </message>
    <message>
        <source>&amp;Save this version</source>
        <translation>Diese Fassung &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Copy mine</source>
        <translation>Eigenen &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Discard mine</source>
        <translation>Eigenen &amp;verwerfen</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
    <message>
        <source>{issue}   (1 of {n})</source>
        <translation>{issue}   (1 von {n})</translation>
    </message>
    <message>
        <source>You typed this, and it was not saved. The comment was deleted meanwhile.</source>
        <translation>Dieser Text wurde nicht gespeichert. Der Kommentar wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>You typed this, and it was not saved. The issue is in the trash now, or no longer here.</source>
        <translation>Dieser Text wurde nicht gespeichert. Die Aufgabe ist jetzt im Papierkorb oder nicht mehr hier.</translation>
    </message>
    <message>
        <source>You typed this, and it was not saved. {by} changed it meanwhile, {when}.</source>
        <translation>Dieser Text wurde nicht gespeichert. {by} hat das Feld inzwischen geändert, {when}.</translation>
    </message>
    <message>
        <source>You typed this, and it was not saved. It was changed elsewhere meanwhile.</source>
        <translation>Dieser Text wurde nicht gespeichert. Das Feld wurde inzwischen anderswo geändert.</translation>
    </message>
    <message>
        <source>Your version</source>
        <translation>Eigene Fassung</translation>
    </message>
</context>
<context>
    <name>KeptTexts</name>
    <message>
        <source>Texts that were kept</source>
        <translation>Texte, die behalten wurden</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Into the fields, comment boxes and new issues that they were typed for</source>
        <translation>In die Felder, Kommentare und neuen Aufgaben, für die sie getippt wurden</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen…</translation>
    </message>
    <message>
        <source>See what you typed beside what stands there now, and choose</source>
        <translation>Den Text neben dem sehen, was jetzt gilt, und wählen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Undo discard</source>
        <translation>Verwerfen zurücknehmen</translation>
    </message>
    <message>
        <source>Offer again what was discarded</source>
        <translation>Wieder anbieten, was verworfen wurde</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved text(s) kept: {names}</source>
        <translation><numerusform>%n nicht gespeicherter Text behalten: {names}</numerusform><numerusform>%n nicht gespeicherte Texte behalten: {names}</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved text(s) kept, but changed elsewhere meanwhile: {names}</source>
        <translation><numerusform>%n nicht gespeicherter Text behalten, aber inzwischen anderswo geändert: {names}</numerusform><numerusform>%n nicht gespeicherte Texte behalten, aber inzwischen anderswo geändert: {names}</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved text(s) kept: {names}. {m} changed elsewhere meanwhile</source>
        <translation><numerusform>%n nicht gespeicherter Text behalten: {names}. {m} inzwischen anderswo geändert</numerusform><numerusform>%n nicht gespeicherte Texte behalten: {names}. {m} inzwischen anderswo geändert</numerusform></translation>
    </message>
    <message>
        <source>Discarded: {names}</source>
        <translation>Verworfen: {names}</translation>
    </message>
    <message>
        <source>New issue {words}</source>
        <translation>Neue Aufgabe {words}</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Add another…</source>
        <translation>Weiteres hinzufügen…</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Take it away there</source>
        <translation>Dort wegnehmen</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Anderes wählen</translation>
    </message>
    <message>
        <source>{key} then …</source>
        <translation>{key}, dann …</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>No key. It is in the menus and in the palette.</source>
        <translation>Keine Taste. Die Aktion steht in den Menüs und in der Palette.</translation>
    </message>
    <message>
        <source>Press the key that is wanted. Esc keeps what was.</source>
        <translation>Die gewünschte Taste drücken. Esc behält die bisherige.</translation>
    </message>
    <message>
        <source>” and “</source>
        <translation>“ und „</translation>
    </message>
    <message>
        <source>{key} is “{action}”.</source>
        <translation>{key} ist „{action}“.</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Press the new key…</source>
        <translation>Die neue Taste drücken…</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Press the key that is wanted; Escape keeps what was</source>
        <translation>Die gewünschte Taste drücken; Esc behält die bisherige</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Select more</source>
        <translation>Mehr auswählen</translation>
    </message>
    <message>
        <source>First and last issue</source>
        <translation>Erste und letzte Aufgabe</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Save the text, send the comment</source>
        <translation>Text speichern, Kommentar senden</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Esc and Tab leave and move on everywhere, so they cannot be a shortcut.</source>
        <translation>Esc und Tab verlassen und gehen überall weiter und können daher kein Kürzel sein.</translation>
    </message>
    <message>
        <source>This key moves in the list, so it cannot be a shortcut.</source>
        <translation>Diese Taste bewegt in der Liste und kann daher kein Kürzel sein.</translation>
    </message>
    <message>
        <source>This key opens the menu {menu}, so it cannot be a shortcut.</source>
        <translation>Diese Taste öffnet das Menü {menu} und kann daher kein Kürzel sein.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Gives an action other keys, several, or none. A key that is taken says by what.</source>
        <translation>Gibt einem Befehl andere Tasten, mehrere oder keine. Eine vergebene Taste sagt, wofür.</translation>
    </message>
    <message>
        <source>Every key that does something now, on one sheet.</source>
        <translation>Alle Tasten, die gerade etwas bewirken, auf einem Blatt.</translation>
    </message>
</context>
<context>
    <name>LeftBehind</name>
    <message>
        <source>Last time, {file} was closed with {size} MB in a second file. They are put into it now, while you work.</source>
        <translation>Beim letzten Mal blieben beim Schließen von {file} {size} MB in einer zweiten Datei. Sie kommen jetzt hinein, während Sie arbeiten.</translation>
    </message>
    <message>
        <source>{file} is all in one file again.</source>
        <translation>{file} ist wieder vollständig in einer Datei.</translation>
    </message>
</context>
<context>
    <name>LinkCard</name>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message numerus="yes">
        <source>waits for %n issue(s)</source>
        <translation><numerusform>wartet auf %n Aufgabe</numerusform><numerusform>wartet auf %n Aufgaben</numerusform></translation>
    </message>
</context>
<context>
    <name>LinkList</name>
    <message>
        <source>Show {} more</source>
        <translation>{} weitere zeigen</translation>
    </message>
</context>
<context>
    <name>LinkPicker</name>
    <message>
        <source>Find by id or words</source>
        <translation>Über ID oder Wörter finden</translation>
    </message>
    <message>
        <source>Kind of link</source>
        <translation>Art der Verknüpfung</translation>
    </message>
    <message>
        <source>No issue like “{}”</source>
        <translation>Keine Aufgabe wie „{}“</translation>
    </message>
    <message>
        <source>There is no other issue.</source>
        <translation>Es gibt keine andere Aufgabe.</translation>
    </message>
</context>
<context>
    <name>LinkRow</name>
    <message>
        <source>not in this tracker</source>
        <translation>nicht in diesem Tracker</translation>
    </message>
    <message>
        <source>Remove the link to {}</source>
        <translation>Verknüpfung mit {} entfernen</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Reading</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>No issue can be started now. Blocked and deferred ones have views of their own.</source>
        <translation>Jetzt lässt sich keine Aufgabe beginnen. Blockierte und zurückgestellte haben eigene Ansichten.</translation>
    </message>
    <message>
        <source>Nobody is working on an issue. Set a status with S.</source>
        <translation>Niemand arbeitet an einer Aufgabe. S setzt einen Status.</translation>
    </message>
    <message>
        <source>No issue is due today or earlier, and none was deferred until today.</source>
        <translation>Keine Aufgabe ist heute oder früher fällig, und keine war bis heute zurückgestellt.</translation>
    </message>
    <message>
        <source>No issue has a date after today. D defers one, Shift+D says when it is due.</source>
        <translation>Keine Aufgabe hat ein Datum nach heute. D stellt eine zurück, Umschalt+D setzt die Fälligkeit.</translation>
    </message>
    <message>
        <source>No issue is past its due date.</source>
        <translation>Keine Aufgabe ist überfällig.</translation>
    </message>
    <message>
        <source>No issue waits for another one.</source>
        <translation>Keine Aufgabe wartet auf eine andere.</translation>
    </message>
    <message>
        <source>No issue is put off to a later day.</source>
        <translation>Keine Aufgabe ist auf einen späteren Tag verschoben.</translation>
    </message>
    <message>
        <source>Everything is finished.</source>
        <translation>Alles ist erledigt.</translation>
    </message>
    <message>
        <source>No issue was closed yet.</source>
        <translation>Noch wurde keine Aufgabe geschlossen.</translation>
    </message>
    <message>
        <source>Deleted issues stay here until you take them out.</source>
        <translation>Gelöschte Aufgaben bleiben hier, bis sie herausgeholt werden.</translation>
    </message>
</context>
<context>
    <name>MadeElsewhere</name>
    <message>
        <source>it is not in this list</source>
        <translation>sie ist nicht in dieser Liste</translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not in this list</source>
        <translation><numerusform>%n davon ist nicht in dieser Liste</numerusform><numerusform>%n davon sind nicht in dieser Liste</numerusform></translation>
    </message>
    <message>
        <source>New issues</source>
        <translation>Neue Aufgaben</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
</context>
<context>
    <name>ManyChanges</name>
    <message>
        <source>Show why</source>
        <translation>Zeigen, warum</translation>
    </message>
    <message>
        <source>Left as before</source>
        <translation>Gelassen wie zuvor</translation>
    </message>
    <message numerus="yes">
        <source>Closing %n issue(s)…</source>
        <translation><numerusform>%n Aufgabe wird geschlossen…</numerusform><numerusform>%n Aufgaben werden geschlossen…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Reopening %n issue(s)…</source>
        <translation><numerusform>%n Aufgabe wird wieder geöffnet…</numerusform><numerusform>%n Aufgaben werden wieder geöffnet…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Moving %n issue(s) to the trash…</source>
        <translation><numerusform>%n Aufgabe kommt in den Papierkorb…</numerusform><numerusform>%n Aufgaben kommen in den Papierkorb…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Taking %n issue(s) out of the trash…</source>
        <translation><numerusform>%n Aufgabe wird aus dem Papierkorb geholt…</numerusform><numerusform>%n Aufgaben werden aus dem Papierkorb geholt…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Changing %n issue(s)…</source>
        <translation><numerusform>%n Aufgabe wird geändert…</numerusform><numerusform>%n Aufgaben werden geändert…</numerusform></translation>
    </message>
</context>
<context>
    <name>ManyFields</name>
    <message>
        <source>Add blocker…</source>
        <translation>Blockierende Aufgabe hinzufügen…</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
    <message>
        <source>Labels: {}</source>
        <translation>Labels: {}</translation>
    </message>
    <message>
        <source>Add or remove labels</source>
        <translation>Labels hinzufügen oder entfernen</translation>
    </message>
</context>
<context>
    <name>ManyPane</name>
    <message numerus="yes">
        <source>%n issue(s) selected</source>
        <translation><numerusform>%n Aufgabe ausgewählt</numerusform><numerusform>%n Aufgaben ausgewählt</numerusform></translation>
    </message>
    <message>
        <source>{n} closed</source>
        <translation>{n} geschlossen</translation>
    </message>
    <message>
        <source>{n} in the trash</source>
        <translation>{n} im Papierkorb</translation>
    </message>
    <message>
        <source>Add an issue that they wait for</source>
        <translation>Eine Aufgabe hinzufügen, auf die sie warten</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Schließen…</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Take out of the trash</source>
        <translation>Aus dem Papierkorb holen</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy my text</source>
        <translation>Meinen Text kopieren</translation>
    </message>
    <message>
        <source>move</source>
        <translation>verschieben</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>new issue</source>
        <translation>neue Aufgabe</translation>
    </message>
    <message>
        <source>Select an issue to see it here</source>
        <translation>Eine Aufgabe auswählen, um sie hier zu sehen</translation>
    </message>
    <message>
        <source>This issue is no longer in the tracker.</source>
        <translation>Diese Aufgabe ist nicht mehr im Tracker.</translation>
    </message>
    <message>
        <source>What you typed into it is not saved; copy it to where it belongs now.</source>
        <translation>Der hier eingegebene Text ist nicht gespeichert; dorthin kopieren, wo er jetzt hingehört.</translation>
    </message>
    <message>
        <source>The issue could not be read.</source>
        <translation>Die Aufgabe konnte nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>NewIssueBar</name>
    <message>
        <source>Title of the new issue</source>
        <translation>Titel der neuen Aufgabe</translation>
    </message>
    <message>
        <source>Enter creates · Esc closes</source>
        <translation>Enter legt an · Esc schließt</translation>
    </message>
    <message>
        <source>Template…</source>
        <translation>Vorlage…</translation>
    </message>
    <message>
        <source>Enter creates · Backspace takes a chip away · Esc closes</source>
        <translation>Enter legt an · Rücktaste nimmt ein Feld weg · Esc schließt</translation>
    </message>
</context>
<context>
    <name>NewIssues</name>
    <message>
        <source>under {issue}</source>
        <translation>unter {issue}</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Last time: {what}</source>
        <translation>Beim letzten Mal: {what}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>This tracker is read-only.</source>
        <translation>Dieser Tracker ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>someone</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>In the trash since {}, by {}.</source>
        <translation>Im Papierkorb seit {}, durch {}.</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation><numerusform>%n Anmerkung</numerusform><numerusform>%n Anmerkungen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) that cannot be read, kept as written</source>
        <translation><numerusform>%n unlesbare Zeile, wie geschrieben behalten</numerusform><numerusform>%n unlesbare Zeilen, wie geschrieben behalten</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) with another one's id, kept as written</source>
        <translation><numerusform>%n Zeile mit der ID einer anderen, wie geschrieben behalten</numerusform><numerusform>%n Zeilen mit der ID einer anderen, wie geschrieben behalten</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) mended</source>
        <translation><numerusform>%n Aufgabe repariert</numerusform><numerusform>%n Aufgaben repariert</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of the table replaced</source>
        <translation><numerusform>%n Wert der Tabelle ersetzt</numerusform><numerusform>%n Werte der Tabelle ersetzt</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Read from {name}: %n issue(s)</source>
        <translation><numerusform>Gelesen aus {name}: %n Aufgabe</numerusform><numerusform>Gelesen aus {name}: %n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) mended from {lines} lines</source>
        <translation><numerusform>%n Aufgabe repariert aus {lines} Zeilen</numerusform><numerusform>%n Aufgaben repariert aus {lines} Zeilen</numerusform></translation>
    </message>
    <message>
        <source>row {number}: {reason}</source>
        <translation>Zeile {number}: {reason}</translation>
    </message>
    <message>
        <source>line {number}: {reason}</source>
        <translation>Zeile {number}: {reason}</translation>
    </message>
    <message>
        <source>No tracker is open. Open one, or make a new one.</source>
        <translation>Kein Tracker ist geöffnet. Einen öffnen, oder einen neuen anlegen.</translation>
    </message>
    <message>
        <source>The tracker of {project}</source>
        <translation>Der Tracker von {project}</translation>
    </message>
    <message>
        <source>Sample project</source>
        <translation>Beispielprojekt</translation>
    </message>
    <message>
        <source>{folder} has no .beads folder. Choose the folder of a project that has one.</source>
        <translation>{folder} enthält keinen Ordner .beads. Den Ordner eines Projekts wählen, das einen hat.</translation>
    </message>
    <message>
        <source>{folder} has no issue file yet. Let bd or br export there, then open the folder again.</source>
        <translation>{folder} hat noch keine Aufgabendatei. Dort mit bd oder br exportieren, dann den Ordner erneut öffnen.</translation>
    </message>
    <message>
        <source>There is no tracker at {path}. It may have been moved or deleted: choose another one.</source>
        <translation>Unter {path} ist kein Tracker. Vielleicht wurde er verschoben oder gelöscht: einen anderen wählen.</translation>
    </message>
    <message>
        <source>{name} needs a newer Strandline</source>
        <translation>{name} braucht ein neueres Strandline</translation>
    </message>
    <message>
        <source>{name} has to be updated, and is read-only</source>
        <translation>{name} muss aktualisiert werden und ist schreibgeschützt</translation>
    </message>
    <message>
        <source>{name}: its second file was kept aside</source>
        <translation>{name}: Die zweite Datei wurde beiseitegelegt</translation>
    </message>
    <message>
        <source>{name} is damaged</source>
        <translation>{name} ist beschädigt</translation>
    </message>
    <message>
        <source>{name} is in use</source>
        <translation>{name} wird gerade verwendet</translation>
    </message>
    <message>
        <source>{name} could not be opened</source>
        <translation>{name} konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Something went wrong inside Strandline ({error}). Nothing was changed; see the log.</source>
        <translation>In Strandline ist etwas schiefgegangen ({error}). Nichts wurde geändert; siehe Protokoll.</translation>
    </message>
    <message>
        <source>The tracker of {project} is read-only: it can be read, but not changed, and what others write to {issue_file} is not seen. Allow writing and open it again.</source>
        <translation>Der Tracker von {project} ist schreibgeschützt: er lässt sich lesen, aber nicht ändern, und was andere in {issue_file} schreiben, ist nicht zu sehen. Schreiben erlauben und erneut öffnen.</translation>
    </message>
    <message>
        <source>{file} is read-only: it can be read, but not changed. Allow writing and open it again.</source>
        <translation>{file} ist schreibgeschützt: lesen geht, ändern nicht. Schreiben erlauben und erneut öffnen.</translation>
    </message>
    <message>
        <source>{file} is damaged and was opened read-only. File → Backups and health restores it, or saves what can be read.</source>
        <translation>{file} ist beschädigt und wurde nur zum Lesen geöffnet. Datei → Sicherungen und Zustand stellt ihn wieder her oder rettet, was sich lesen lässt.</translation>
    </message>
    <message>
        <source>{file} is on a network drive. Use it on one computer at a time: two at once could damage it.</source>
        <translation>{file} liegt auf einem Netzlaufwerk. Nur auf einem Rechner zugleich benutzen: zwei könnten die Datei beschädigen.</translation>
    </message>
    <message>
        <source>{file} is in a folder that {program} syncs, which could damage it or lose changes. Keep it elsewhere, and save complete copies there.</source>
        <translation>{file} liegt in einem Ordner, den {program} abgleicht. Das kann die Datei beschädigen oder Änderungen verlieren. Besser anderswo aufbewahren, und dort vollständige Kopien ablegen.</translation>
    </message>
    <message numerus="yes">
        <source>Last time, Strandline had to close before %n change(s) could be saved: lost.</source>
        <translation><numerusform>Beim letzten Mal musste Strandline schließen, bevor %n Änderung gespeichert war: sie ist verloren.</numerusform><numerusform>Beim letzten Mal musste Strandline schließen, bevor %n Änderungen gespeichert waren: sie sind verloren.</numerusform></translation>
    </message>
    <message>
        <source>Last time, Strandline had to close before the issue file was up to date. It is written now.</source>
        <translation>Beim letzten Mal musste Strandline schließen, bevor die Aufgabendatei auf dem neuesten Stand war. Jetzt ist sie geschrieben.</translation>
    </message>
    <message>
        <source>Last time, {file} was moved or replaced while it was open. Your last changes may not be in it.</source>
        <translation>Beim letzten Mal wurde {file} verschoben oder ersetzt, während die Datei geöffnet war. Die letzten Änderungen sind vielleicht nicht darin.</translation>
    </message>
    <message>
        <source>Last time, Strandline was closed before all was in one file. Your changes are here.</source>
        <translation>Beim letzten Mal wurde Strandline geschlossen, bevor alles in einer Datei war. Ihre Änderungen sind da.</translation>
    </message>
</context>
<context>
    <name>OpeningProblem</name>
    <message>
        <source>The damaged file is kept, whatever is chosen.</source>
        <translation>Die beschädigte Datei bleibt in jedem Fall erhalten.</translation>
    </message>
    <message>
        <source>&amp;Open the tracker again</source>
        <translation>Tracker erneut &amp;öffnen</translation>
    </message>
    <message>
        <source>Without what cannot be used, which was kept beside the tracker.</source>
        <translation>Ohne das Unbrauchbare, das neben dem Tracker aufgehoben wurde.</translation>
    </message>
    <message>
        <source>&amp;Restore the backup of {time} ({issues})</source>
        <translation>&amp;Sicherung vom {time} zurückholen ({issues})</translation>
    </message>
    <message>
        <source>Checked and whole; without what was changed since then.</source>
        <translation>Geprüft und vollständig; ohne das, was seither geändert wurde.</translation>
    </message>
    <message>
        <source>&amp;Save what can be read</source>
        <translation>&amp;Retten, was sich lesen lässt</translation>
    </message>
    <message>
        <source>With history and attached files; what is lost is listed.</source>
        <translation>Mit Verlauf und Anhängen; was verloren ist, wird genannt.</translation>
    </message>
    <message>
        <source>Re&amp;build it from {file}…</source>
        <translation>Aus {file} &amp;neu aufbauen…</translation>
    </message>
    <message>
        <source>Shows first what differs; without history and attached files.</source>
        <translation>Zeigt zuerst die Unterschiede; ohne Verlauf und Anhänge.</translation>
    </message>
    <message>
        <source>&amp;Look at it read-only</source>
        <translation>Nur zum &amp;Lesen öffnen</translation>
    </message>
    <message>
        <source>Changes nothing: look, copy and export what can be read.</source>
        <translation>Ändert nichts: ansehen, kopieren und ausgeben, was sich lesen lässt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation>Anderen wählen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Actions and issues</source>
        <translation>Aktionen und Aufgaben</translation>
    </message>
    <message>
        <source>Find an action or an issue…</source>
        <translation>Aktion oder Aufgabe finden…</translation>
    </message>
    <message>
        <source>Find an action or an issue</source>
        <translation>Aktion oder Aufgabe finden</translation>
    </message>
    <message>
        <source>Start with &gt; for actions only</source>
        <translation>Mit &gt; beginnen, um nur Aktionen zu sehen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>↑↓ move · Enter does it · &gt; actions only · Esc closes</source>
        <translation>↑↓ bewegen · Enter führt aus · &gt; nur Aktionen · Esc schließt</translation>
    </message>
    <message>
        <source>{action} is not possible: {why}</source>
        <translation>{action} ist nicht möglich: {why}</translation>
    </message>
    <message>
        <source>Looking for issues…</source>
        <translation>Aufgaben werden gesucht…</translation>
    </message>
    <message>
        <source>Show all that match “{text}” in the list</source>
        <translation>Alle Treffer für „{text}“ in der Liste zeigen</translation>
    </message>
    <message>
        <source>Show “{text}” in the list</source>
        <translation>„{text}“ in der Liste zeigen</translation>
    </message>
    <message>
        <source>New issue “{text}”</source>
        <translation>Neue Aufgabe „{text}“</translation>
    </message>
    <message>
        <source>no tracker is open</source>
        <translation>kein Tracker ist geöffnet</translation>
    </message>
    <message>
        <source>the tracker is read-only</source>
        <translation>der Tracker ist schreibgeschützt</translation>
    </message>
    <message>
        <source>only in the trash</source>
        <translation>nur im Papierkorb</translation>
    </message>
    <message>
        <source>not in the trash</source>
        <translation>nicht im Papierkorb</translation>
    </message>
    <message>
        <source>select one issue</source>
        <translation>eine einzelne Aufgabe auswählen</translation>
    </message>
    <message>
        <source>select an issue</source>
        <translation>eine Aufgabe auswählen</translation>
    </message>
    <message>
        <source>nothing to undo</source>
        <translation>nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>nothing to redo</source>
        <translation>nichts zu wiederholen</translation>
    </message>
    <message>
        <source>the project is not in git</source>
        <translation>das Projekt ist nicht in git</translation>
    </message>
    <message>
        <source>only on the board</source>
        <translation>nur auf dem Board</translation>
    </message>
    <message>
        <source>only in the list</source>
        <translation>nur in der Liste</translation>
    </message>
    <message>
        <source>no issue was shown before</source>
        <translation>zuvor wurde keine Aufgabe gezeigt</translation>
    </message>
    <message>
        <source>nothing was gone back from</source>
        <translation>es wurde nirgends zurückgegangen</translation>
    </message>
    <message>
        <source>no tip is shown</source>
        <translation>kein Tipp ist zu sehen</translation>
    </message>
    <message>
        <source>the bar offers nothing now</source>
        <translation>die Leiste bietet gerade nichts an</translation>
    </message>
    <message>
        <source>only in an issue's own window</source>
        <translation>nur im eigenen Fenster einer Aufgabe</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”</source>
        <translation>Nichts passt zu „{text}“</translation>
    </message>
</context>
<context>
    <name>PaletteList</name>
    <message>
        <source>Actions and issues</source>
        <translation>Aktionen und Aufgaben</translation>
    </message>
</context>
<context>
    <name>Parted</name>
    <message>
        <source>No longer in this list: the issue is in the trash now.</source>
        <translation>Nicht mehr in dieser Liste: die Aufgabe ist jetzt im Papierkorb.</translation>
    </message>
    <message>
        <source>No longer in this list: the issue waits for another one now.</source>
        <translation>Nicht mehr in dieser Liste: die Aufgabe wartet jetzt auf eine andere.</translation>
    </message>
    <message>
        <source>No longer in this list: the issue was changed. Status now: {}</source>
        <translation>Nicht mehr in dieser Liste: die Aufgabe wurde geändert. Status jetzt: {}</translation>
    </message>
</context>
<context>
    <name>PeekCard</name>
    <message>
        <source>Enter opens · Space closes</source>
        <translation>Eingabe öffnet · Leertaste schließt</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Overdue: {}</source>
        <translation>Überfällig: {}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Blocked by</source>
        <translation>Blockiert durch</translation>
    </message>
    <message>
        <source>The text goes on</source>
        <translation>Der Text geht weiter</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Type…</source>
        <translation>Tippen…</translation>
    </message>
    <message>
        <source>Looking for “{}”…</source>
        <translation>Suche „{}“…</translation>
    </message>
    <message>
        <source>Nothing like “{}” here</source>
        <translation>Hier ist nichts wie „{}“</translation>
    </message>
    <message>
        <source>{}, chosen</source>
        <translation>{}, gewählt</translation>
    </message>
    <message>
        <source>{}, in some of them</source>
        <translation>{}, in einigen davon</translation>
    </message>
</context>
<context>
    <name>PicturePreview</name>
    <message>
        <source>Previous picture (←)</source>
        <translation>Voriges Bild (←)</translation>
    </message>
    <message>
        <source>Next picture (→)</source>
        <translation>Nächstes Bild (→)</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt…</translation>
    </message>
    <message>
        <source>{name} cannot be shown: it is damaged, or too large. Save it to look at it.</source>
        <translation>{name} lässt sich nicht anzeigen: Es ist beschädigt oder zu groß. Nach dem Speichern lässt es sich ansehen.</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>Left out, or in doubt</source>
        <translation>Weggelassen oder zweifelhaft</translation>
    </message>
    <message>
        <source>Deleted in the file</source>
        <translation>In der Datei gelöscht</translation>
    </message>
    <message>
        <source>They stay here unless you tick the box; each can be decided later.</source>
        <translation>Sie bleiben hier, solange das Kästchen leer ist; über jede lässt sich später entscheiden.</translation>
    </message>
    <message numerus="yes">
        <source>Also delete the %n issue(s) here</source>
        <translation><numerusform>Auch hier %n Aufgabe löschen</numerusform><numerusform>Auch hier die %n Aufgaben löschen</numerusform></translation>
    </message>
    <message>
        <source>The id belongs to another issue here</source>
        <translation>Die ID gehört hier zu einer anderen Aufgabe</translation>
    </message>
    <message>
        <source>Both stay, and those of the file get an id of their own.</source>
        <translation>Beide bleiben, und die aus der Datei bekommen eine eigene ID.</translation>
    </message>
    <message>
        <source>Left by git: two versions side by side</source>
        <translation>Von git hinterlassen: zwei Fassungen nebeneinander</translation>
    </message>
    <message>
        <source>No longer in the file</source>
        <translation>Nicht mehr in der Datei</translation>
    </message>
    <message>
        <source>They stay here: a line that is missing is never a deletion.</source>
        <translation>Sie bleiben hier: eine fehlende Zeile bedeutet nie, dass gelöscht wurde.</translation>
    </message>
    <message>
        <source>{name} has nothing new</source>
        <translation>{name} enthält nichts Neues</translation>
    </message>
    <message numerus="yes">
        <source>{name} would delete %n issue(s)</source>
        <translation><numerusform>{name} würde %n Aufgabe löschen</numerusform><numerusform>{name} würde %n Aufgaben löschen</numerusform></translation>
    </message>
    <message>
        <source>{name} has a conflict that git left</source>
        <translation>{name} enthält einen Konflikt, den git hinterlassen hat</translation>
    </message>
    <message numerus="yes">
        <source>{name} has %n issue(s) whose id is another one's</source>
        <translation><numerusform>{name} enthält %n Aufgabe mit der ID einer anderen</numerusform><numerusform>{name} enthält %n Aufgaben mit der ID einer anderen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{name} has %n new issue(s)</source>
        <translation><numerusform>{name} enthält %n neue Aufgabe</numerusform><numerusform>{name} enthält %n neue Aufgaben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{name} would change %n issue(s)</source>
        <translation><numerusform>{name} würde %n Aufgabe ändern</numerusform><numerusform>{name} würde %n Aufgaben ändern</numerusform></translation>
    </message>
    <message>
        <source>Both are read and merged field by field. What loses is kept for review.</source>
        <translation>Beide werden gelesen und Feld für Feld zusammengeführt. Was unterliegt, bleibt zur Prüfung erhalten.</translation>
    </message>
    <message>
        <source>{name} is then written again, without the marks of git.</source>
        <translation>{name} wird danach neu geschrieben, ohne die Marken von git.</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation><numerusform>%n neu</numerusform><numerusform>%n neu</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation><numerusform>%n geändert</numerusform><numerusform>%n geändert</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n changed on both sides</source>
        <translation><numerusform>%n auf beiden Seiten geändert</numerusform><numerusform>%n auf beiden Seiten geändert</numerusform></translation>
    </message>
    <message>
        <source>Nothing has been changed yet.</source>
        <translation>Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The import would bring:</source>
        <translation>Der Import würde bringen:</translation>
    </message>
</context>
<context>
    <name>PlanBar</name>
    <message>
        <source>An issue file that waits for a decision</source>
        <translation>Eine Aufgabendatei, die auf eine Entscheidung wartet</translation>
    </message>
    <message>
        <source>Look at its changes</source>
        <translation>Änderungen ansehen</translation>
    </message>
    <message>
        <source>See what importing the file would do</source>
        <translation>Ansehen, was ein Import der Datei bewirken würde</translation>
    </message>
    <message>
        <source>{name} was not read: you stopped it.</source>
        <translation>{name} wurde nicht gelesen: das Einlesen wurde angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>{file} would bring %n issue(s)</source>
        <translation><numerusform>{file} würde %n Aufgabe bringen</numerusform><numerusform>{file} würde %n Aufgaben bringen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{file} was changed outside: %n issue(s) would be deleted</source>
        <translation><numerusform>{file} wurde außerhalb geändert: %n Aufgabe würde gelöscht</numerusform><numerusform>{file} wurde außerhalb geändert: %n Aufgaben würden gelöscht</numerusform></translation>
    </message>
    <message>
        <source>{file} has a conflict that git left</source>
        <translation>{file} enthält einen Konflikt, den git hinterlassen hat</translation>
    </message>
    <message numerus="yes">
        <source>{file} was changed outside: %n issue(s) would get another id</source>
        <translation><numerusform>{file} wurde außerhalb geändert: %n Aufgabe bekäme eine andere ID</numerusform><numerusform>{file} wurde außerhalb geändert: %n Aufgaben bekämen eine andere ID</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{file} was changed outside: it has %n new issue(s)</source>
        <translation><numerusform>{file} wurde außerhalb geändert: %n neue Aufgabe</numerusform><numerusform>{file} wurde außerhalb geändert: %n neue Aufgaben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{file} was changed outside: %n issue(s) would change</source>
        <translation><numerusform>{file} wurde außerhalb geändert: %n Aufgabe würde sich ändern</numerusform><numerusform>{file} wurde außerhalb geändert: %n Aufgaben würden sich ändern</numerusform></translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Reading</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Until it is imported, your changes are saved here and not written to {name}.</source>
        <translation>Bis zum Import werden die Änderungen hier gespeichert und nicht in {name} geschrieben.</translation>
    </message>
    <message>
        <source>{done} of {total} lines</source>
        <translation>{done} von {total} Zeilen</translation>
    </message>
    <message>
        <source>Something went wrong inside Strandline; see the log.</source>
        <translation>In Strandline ist etwas schiefgegangen; siehe Protokoll.</translation>
    </message>
    <message>
        <source>{name} could not be read</source>
        <translation>{name} konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Looking at {name}…</source>
        <translation>{name} wird angesehen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop reading; everything stays as it was</source>
        <translation>Einlesen anhalten; alles bleibt, wie es war</translation>
    </message>
    <message>
        <source>Leave it for now</source>
        <translation>Vorerst so lassen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Import and delete %n issue(s)</source>
        <translation><numerusform>Importieren und %n Aufgabe löschen</numerusform><numerusform>Importieren und %n Aufgaben löschen</numerusform></translation>
    </message>
    <message>
        <source>Import, delete nothing</source>
        <translation>Importieren, nichts löschen</translation>
    </message>
</context>
<context>
    <name>QuickCapture</name>
    <message>
        <source>Closing…</source>
        <translation>Wird geschlossen…</translation>
    </message>
    <message>
        <source>Saved: {id} {title}</source>
        <translation>Gespeichert: {id} {title}</translation>
    </message>
    <message numerus="yes">
        <source>Saved: %n issue(s)</source>
        <translation><numerusform>Gespeichert: %n Aufgabe</numerusform><numerusform>Gespeichert: %n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>Not saved. Enter tries again.</source>
        <translation>Nicht gespeichert. Enter versucht es erneut.</translation>
    </message>
</context>
<context>
    <name>QuitSheet</name>
    <message>
        <source>{saved} in Strandline, but {file} was not updated: another program has changed it, and {its_changes}. Decide that now, or at the next start; other tools and git see your changes after that.</source>
        <translation>{saved} in Strandline, aber {file} wurde nicht aktualisiert: ein anderes Programm hat die Datei geändert, und {its_changes}. Jetzt oder beim nächsten Start entscheiden; andere Werkzeuge und git sehen die Änderungen erst danach.</translation>
    </message>
    <message>
        <source>{saved} in Strandline, but {file} was not updated, because another program keeps changing it. Try again when it has finished, or quit: the next start brings its changes and yours together.</source>
        <translation>{saved} in Strandline, aber {file} wurde nicht aktualisiert, weil ein anderes Programm die Datei immer wieder ändert. Erneut versuchen, wenn es fertig ist, oder beenden: der nächste Start führt beide Änderungen zusammen.</translation>
    </message>
    <message>
        <source>{saved} in Strandline, but {file} was not updated: another program has changed it, and its changes could not be read. {why} Other tools and git will not see yours until this is fixed.</source>
        <translation>{saved} in Strandline, aber {file} wurde nicht aktualisiert: ein anderes Programm hat die Datei geändert, und seine Änderungen waren nicht lesbar. {why} Andere Werkzeuge und git sehen die hiesigen Änderungen erst, wenn das behoben ist.</translation>
    </message>
    <message>
        <source>{saved} in Strandline, but {file} could not be updated: {why}. Other tools and git will not see them until this is fixed.</source>
        <translation>{saved} in Strandline, aber {file} konnte nicht aktualisiert werden: {why}. Andere Werkzeuge und git sehen die Änderungen erst, wenn das behoben ist.</translation>
    </message>
    <message>
        <source>to be decided</source>
        <translation>zu entscheiden</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>keine Erlaubnis</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>Datenträger voll</translation>
    </message>
    <message>
        <source>folder missing</source>
        <translation>Ordner fehlt</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>changed outside</source>
        <translation>außerhalb geändert</translation>
    </message>
    <message>
        <source>changes not read</source>
        <translation>Änderungen nicht gelesen</translation>
    </message>
    <message>
        <source>would lose something</source>
        <translation>etwas ginge verloren</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <translation>ihr Ordner ist nicht da</translation>
    </message>
    <message>
        <source>{program} is writing it</source>
        <translation>{program} schreibt sie gerade</translation>
    </message>
    <message>
        <source>it was stopped</source>
        <translation>es wurde angehalten</translation>
    </message>
    <message numerus="yes">
        <source>that would delete %n issue(s) here</source>
        <translation><numerusform>das würde hier %n Aufgabe löschen</numerusform><numerusform>das würde hier %n Aufgaben löschen</numerusform></translation>
    </message>
    <message>
        <source>git has left a conflict in it</source>
        <translation>git hat darin einen Konflikt hinterlassen</translation>
    </message>
    <message numerus="yes">
        <source>it has %n issue(s) whose id is another one's here</source>
        <translation><numerusform>sie enthält %n Aufgabe, deren ID hier zu einer anderen gehört</numerusform><numerusform>sie enthält %n Aufgaben, deren ID hier zu einer anderen gehört</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>that would change %n issue(s) here</source>
        <translation><numerusform>das würde hier %n Aufgabe ändern</numerusform><numerusform>das würde hier %n Aufgaben ändern</numerusform></translation>
    </message>
    <message>
        <source>{done} of {total} MB</source>
        <translation>{done} von {total} MB</translation>
    </message>
    <message>
        <source>Stopping, as soon as the disk has written what it was given.</source>
        <translation>Es wird angehalten, sobald die Festplatte geschrieben hat, was sie schon bekam.</translation>
    </message>
    <message>
        <source>{saved}. Putting them into one file: {done} of {total} MB.</source>
        <translation>{saved}. Sie werden in eine Datei gebracht: {done} von {total} MB.</translation>
    </message>
    <message>
        <source>Stopping loses nothing: they stay in a second file, {wal}.</source>
        <translation>Beim Anhalten geht nichts verloren: Sie bleiben in einer zweiten Datei, {wal}.</translation>
    </message>
    <message>
        <source>{saved}. You stopped putting them into one file, so that up to {size} MB are still in a second file, {wal}. Nothing is lost while both stay together: {file} alone is not complete. Try again, or quit; the next start does it.</source>
        <translation>{saved}. Sie haben angehalten, bevor alles in einer Datei war: Bis zu {size} MB sind noch in einer zweiten Datei, {wal}. Nichts ist verloren, solange beide zusammenbleiben: {file} allein ist nicht vollständig. Versuchen Sie es noch einmal, oder beenden Sie; der nächste Start holt es nach.</translation>
    </message>
    <message>
        <source>Progress of closing</source>
        <translation>Fortschritt des Schließens</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Leave the rest in the second file for now; nothing is lost</source>
        <translation>Den Rest vorerst in der zweiten Datei lassen; nichts geht verloren</translation>
    </message>
    <message>
        <source>Save a complete &amp;copy…</source>
        <translation>Vollständige &amp;Kopie speichern…</translation>
    </message>
    <message>
        <source>&amp;Look at its changes</source>
        <translation>Änderungen &amp;ansehen</translation>
    </message>
    <message>
        <source>Go back to the window and see what importing the file would do</source>
        <translation>Zum Fenster zurückkehren und ansehen, was ein Import der Datei bewirken würde</translation>
    </message>
    <message>
        <source>&amp;Quit now</source>
        <translation>Jetzt &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Don't quit</source>
        <translation>&amp;Nicht beenden</translation>
    </message>
    <message>
        <source>Go back to the window (Esc)</source>
        <translation>Zum Fenster zurückkehren (Esc)</translation>
    </message>
    <message>
        <source>One file with everything, checked, for a place of your choice</source>
        <translation>Eine Datei mit allem, geprüft, an einem Ort nach Wahl</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>nicht erledigt</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Text kept</source>
        <translation>Text behalten</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>nicht behalten</translation>
    </message>
    <message>
        <source>Changes saved</source>
        <translation>Änderungen gespeichert</translation>
    </message>
    <message>
        <source>{saved} of {total}</source>
        <translation>{saved} von {total}</translation>
    </message>
    <message>
        <source>{n} not saved</source>
        <translation>{n} nicht gespeichert</translation>
    </message>
    <message>
        <source>{file} written and re-read</source>
        <translation>{file} geschrieben und nachgelesen</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>Sicherung angelegt</translation>
    </message>
    <message>
        <source>at the next start</source>
        <translation>beim nächsten Start</translation>
    </message>
    <message>
        <source>Tidied into one file</source>
        <translation>In einer Datei aufgeräumt</translation>
    </message>
    <message>
        <source>{tries}, next in {seconds} s</source>
        <translation>{tries}, nächster in {seconds} s</translation>
    </message>
    <message>
        <source>file moved</source>
        <translation>Datei verschoben</translation>
    </message>
    <message>
        <source>disk error</source>
        <translation>Fehler des Datenträgers</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>nicht fertig</translation>
    </message>
    <message numerus="yes">
        <source>refused %n time(s)</source>
        <translation><numerusform>%n-mal abgelehnt</numerusform><numerusform>%n-mal abgelehnt</numerusform></translation>
    </message>
    <message>
        <source>a program outside this sandbox</source>
        <translation>ein Programm außerhalb dieser Sandbox</translation>
    </message>
    <message>
        <source>{program} still writes</source>
        <translation>{program} schreibt noch</translation>
    </message>
    <message>
        <source>{program} still reads</source>
        <translation>{program} liest noch</translation>
    </message>
    <message>
        <source>, and {n} more</source>
        <translation>, und {n} weitere</translation>
    </message>
    <message>
        <source>try {turn} of {tries}</source>
        <translation>Versuch {turn} von {tries}</translation>
    </message>
    <message>
        <source>Not everything could be saved</source>
        <translation>Nicht alles konnte gespeichert werden</translation>
    </message>
    <message>
        <source>Saved, but {file} is not up to date</source>
        <translation>Gespeichert, aber {file} ist nicht auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Everything is in one file</source>
        <translation>Alles ist in einer Datei</translation>
    </message>
    <message>
        <source>The file is no longer in its place</source>
        <translation>Die Datei ist nicht mehr an ihrem Platz</translation>
    </message>
    <message>
        <source>Saved, but in two files</source>
        <translation>Gespeichert, aber in zwei Dateien</translation>
    </message>
    <message>
        <source>Saved, but the disk is full</source>
        <translation>Gespeichert, aber der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Saved, but the disk failed</source>
        <translation>Gespeichert, aber der Datenträger ist ausgefallen</translation>
    </message>
    <message>
        <source>The tracker is damaged</source>
        <translation>Der Tracker ist beschädigt</translation>
    </message>
    <message>
        <source>{saved}, all in {file}.</source>
        <translation>{saved}, alle in {file}.</translation>
    </message>
    <message>
        <source>{file} was moved, replaced or deleted while it was open, so your changes may not be in the file that is there now. Save a complete copy before quitting, or they may be lost.</source>
        <translation>{file} wurde verschoben, ersetzt oder gelöscht, während die Datei geöffnet war; die Änderungen sind daher vielleicht nicht in der Datei, die jetzt dort liegt. Vor dem Beenden eine vollständige Kopie speichern, sonst können sie verloren gehen.</translation>
    </message>
    <message>
        <source>{saved}, but the newest are still in a second file, {wal}. They could be lost if that file is deleted, or if {file} is copied, synced or restored without it.</source>
        <translation>{saved}, aber die neuesten sind noch in einer zweiten Datei, {wal}. Sie könnten verloren gehen, wenn diese Datei gelöscht wird oder {file} ohne sie kopiert, synchronisiert oder wiederhergestellt wird.</translation>
    </message>
    <message>
        <source>{saved}, but the disk is too full to put them into one file. Free some space and try again; until then, copying {file} without {wal}, or deleting the latter, can lose changes.</source>
        <translation>{saved}, aber der Datenträger ist zu voll, um sie in einer Datei zusammenzuführen. Platz schaffen und erneut versuchen; bis dahin können Änderungen verloren gehen, wenn {file} ohne {wal} kopiert oder letztere gelöscht wird.</translation>
    </message>
    <message>
        <source>{saved}, but the disk failed while they were put into one file. Save a complete copy on another disk; until then, copying {file} without {wal}, or deleting the latter, can lose changes.</source>
        <translation>{saved}, aber der Datenträger ist ausgefallen, während sie in einer Datei zusammengeführt wurden. Eine vollständige Kopie auf einem anderen Datenträger speichern; bis dahin können Änderungen verloren gehen, wenn {file} ohne {wal} kopiert oder letztere gelöscht wird.</translation>
    </message>
    <message>
        <source>{file} is damaged, so your newest changes could not be put into it. Keep it and {wal} as they are, and save a complete copy.</source>
        <translation>{file} ist beschädigt, daher konnten die neuesten Änderungen nicht hineingeschrieben werden. Die Datei und {wal} lassen, wie sie sind, und eine vollständige Kopie speichern.</translation>
    </message>
    <message>
        <source>{saved}, but {file} does not allow writing now. Allow it and try again; until then, copying it without {wal}, or deleting the latter, can lose changes.</source>
        <translation>{saved}, aber {file} lässt jetzt kein Schreiben zu. Schreiben erlauben und erneut versuchen; bis dahin können Änderungen verloren gehen, wenn die Datei ohne {wal} kopiert oder letztere gelöscht wird.</translation>
    </message>
    <message>
        <source>{saved}, but could not be put into one file. Try again, or save a complete copy; until then, copying {file} without {wal}, or deleting the latter, can lose changes.</source>
        <translation>{saved}, konnten aber nicht in einer Datei zusammengeführt werden. Erneut versuchen oder eine vollständige Kopie speichern; bis dahin können Änderungen verloren gehen, wenn {file} ohne {wal} kopiert oder letztere gelöscht wird.</translation>
    </message>
    <message>
        <source>1 change could not be saved: {names}. It is kept as a draft for the next start, but is not in your tracker yet.</source>
        <translation>1 Änderung konnte nicht gespeichert werden: {names}. Sie ist als Entwurf für den nächsten Start behalten, aber noch nicht im Tracker.</translation>
    </message>
    <message numerus="yes">
        <source>%n changes could not be saved: {names}. They are kept as drafts for the next start, but are not in your tracker yet.</source>
        <translation><numerusform>%n Änderung konnte nicht gespeichert werden: {names}. Sie ist als Entwurf für den nächsten Start behalten, aber noch nicht im Tracker.</numerusform><numerusform>%n Änderungen konnten nicht gespeichert werden: {names}. Sie sind als Entwürfe für den nächsten Start behalten, aber noch nicht im Tracker.</numerusform></translation>
    </message>
    <message>
        <source>1 change could not be saved: {names} – not even as a draft. If you quit now, it is lost.</source>
        <translation>1 Änderung konnte nicht gespeichert werden: {names} – auch nicht als Entwurf. Wird jetzt beendet, ist sie verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%n changes could not be saved: {names} – not even as drafts. If you quit now, they are lost.</source>
        <translation><numerusform>%n Änderung konnte nicht gespeichert werden: {names} – auch nicht als Entwurf. Wird jetzt beendet, ist sie verloren.</numerusform><numerusform>%n Änderungen konnten nicht gespeichert werden: {names} – auch nicht als Entwürfe. Wird jetzt beendet, sind sie verloren.</numerusform></translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
    <message>
        <source>Your other changes are saved</source>
        <translation>Die übrigen Änderungen sind gespeichert</translation>
    </message>
    <message>
        <source>Your changes are saved</source>
        <translation>Die Änderungen sind gespeichert</translation>
    </message>
    <message>
        <source>Closing {name}</source>
        <translation>{name} wird geschlossen</translation>
    </message>
    <message>
        <source>You can go on working in a moment, when what is under way has ended.</source>
        <translation>Gleich geht es weiter, sobald beendet ist, was gerade läuft.</translation>
    </message>
    <message>
        <source>Saving a complete copy and checking it.</source>
        <translation>Eine vollständige Kopie wird gespeichert und geprüft.</translation>
    </message>
    <message>
        <source>{saved}. Waiting for {program} to finish {doing} this tracker – {which_try}.</source>
        <translation>{saved}. Warten, bis {program} mit dem {doing} dieses Trackers fertig ist – {which_try}.</translation>
    </message>
    <message>
        <source>{saved}. Taking in what another program has written to {file}.</source>
        <translation>{saved}. Was ein anderes Programm in {file} geschrieben hat, wird übernommen.</translation>
    </message>
    <message>
        <source>{saved}. Bringing {file} up to date.</source>
        <translation>{saved}. {file} wird auf den neuesten Stand gebracht.</translation>
    </message>
    <message>
        <source>{saved}. Making a backup and checking it.</source>
        <translation>{saved}. Eine Sicherung wird angelegt und geprüft.</translation>
    </message>
    <message>
        <source>Keeping the text that is not in the tracker yet.</source>
        <translation>Der Text, der noch nicht im Tracker ist, wird behalten.</translation>
    </message>
    <message>
        <source>{saved}. Putting them into one file.</source>
        <translation>{saved}. Sie werden in einer Datei zusammengeführt.</translation>
    </message>
    <message>
        <source>a program that cannot be named</source>
        <translation>ein Programm, das sich nicht benennen lässt</translation>
    </message>
    <message>
        <source>{saved} of {total} changes saved. Waiting for {program} to finish writing.</source>
        <translation>{saved} von {total} Änderungen gespeichert. Warten, bis {program} mit dem Schreiben fertig ist.</translation>
    </message>
    <message>
        <source>Saving your changes.</source>
        <translation>Die Änderungen werden gespeichert.</translation>
    </message>
    <message>
        <source>Saving your changes: {saved} of {total}.</source>
        <translation>Die Änderungen werden gespeichert: {saved} von {total}.</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>changing</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>repairing</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>tidying</source>
        <translation>Aufräumen</translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n other program(s)</source>
        <translation><numerusform>{name} und %n weiteres Programm</numerusform><numerusform>{name} und %n weitere Programme</numerusform></translation>
    </message>
    <message>
        <source>No copy was saved. {why}</source>
        <translation>Keine Kopie wurde gespeichert. {why}</translation>
    </message>
    <message numerus="yes">
        <source>A complete copy was saved: {file}, %n issue(s).</source>
        <translation><numerusform>Eine vollständige Kopie wurde gespeichert: {file}, %n Aufgabe.</numerusform><numerusform>Eine vollständige Kopie wurde gespeichert: {file}, %n Aufgaben.</numerusform></translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Text size: {n} %</source>
        <translation>Textgröße: {n} %</translation>
    </message>
    <message>
        <source>From the next start: {language}</source>
        <translation>Ab dem nächsten Start: {language}</translation>
    </message>
</context>
<context>
    <name>RebuildDialog</name>
    <message>
        <source>Build {name} anew from {file}?</source>
        <translation>{name} aus {file} neu aufbauen?</translation>
    </message>
    <message>
        <source>&amp;Build it anew</source>
        <translation>&amp;Neu aufbauen</translation>
    </message>
    <message>
        <source>Reading {file}, and what can be read of {name}…</source>
        <translation>{file} wird gelesen, und was sich von {name} lesen lässt…</translation>
    </message>
    <message>
        <source>{file} has {issues}. History, attached files and saved views are not in it. The damaged tracker is kept beside the new one.</source>
        <translation>{file} hat {issues}. Verlauf, Anhänge und gespeicherte Ansichten sind nicht darin. Der beschädigte Tracker bleibt neben dem neuen erhalten.</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nichts wurde geändert</translation>
    </message>
    <message>
        <source>Building the tracker anew…</source>
        <translation>Der Tracker wird neu aufgebaut…</translation>
    </message>
    <message>
        <source>It was compared with what can be read of the damaged one.</source>
        <translation>Verglichen wurde mit dem, was sich vom beschädigten lesen lässt.</translation>
    </message>
    <message>
        <source>Nothing of the damaged one can be read: it was compared with the backup of {time}.</source>
        <translation>Vom beschädigten lässt sich nichts lesen: Verglichen wurde mit der Sicherung vom {time}.</translation>
    </message>
    <message>
        <source>Nothing of the damaged one can be read, and there is no backup to compare it with.</source>
        <translation>Vom beschädigten lässt sich nichts lesen, und es gibt keine Sicherung zum Vergleichen.</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) would go: not in the file</source>
        <translation><numerusform>%n Aufgabe ginge verloren: nicht in der Datei</numerusform><numerusform>%n Aufgaben gingen verloren: nicht in der Datei</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) would come: only in the file</source>
        <translation><numerusform>%n Aufgabe käme hinzu: nur in der Datei</numerusform><numerusform>%n Aufgaben kämen hinzu: nur in der Datei</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) would be as in the file</source>
        <translation><numerusform>%n Aufgabe wäre wie in der Datei</numerusform><numerusform>%n Aufgaben wären wie in der Datei</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n attached file(s) would go</source>
        <translation><numerusform>%n Anhang ginge verloren</numerusform><numerusform>%n Anhänge gingen verloren</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n saved view(s) would go</source>
        <translation><numerusform>%n gespeicherte Ansicht ginge verloren</numerusform><numerusform>%n gespeicherte Ansichten gingen verloren</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of it cannot be read</source>
        <translation><numerusform>%n Zeile darin ist nicht lesbar</numerusform><numerusform>%n Zeilen darin sind nicht lesbar</numerusform></translation>
    </message>
    <message>
        <source>The issues are the same.</source>
        <translation>Die Aufgaben sind dieselben.</translation>
    </message>
    <message>
        <source>Built anew from {file}: {issues}.</source>
        <translation>Aus {file} neu aufgebaut: {issues}.</translation>
    </message>
    <message>
        <source>The damaged file is {file}.</source>
        <translation>Die beschädigte Datei ist {file}.</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>RefusedDialog</name>
    <message>
        <source>The others were changed; one Undo takes that back.</source>
        <translation>Die anderen wurden geändert; ein Rückgängig nimmt das zurück.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Show them in the list</source>
        <translation>In der Liste zeigen</translation>
    </message>
    <message>
        <source>Try these again</source>
        <translation>Diese erneut versuchen</translation>
    </message>
    <message>
        <source>Leave them as they are</source>
        <translation>Lassen, wie sie sind</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s) left as before</source>
        <translation><numerusform>%n Aufgabe gelassen wie zuvor</numerusform><numerusform>%n Aufgaben gelassen wie zuvor</numerusform></translation>
    </message>
</context>
<context>
    <name>Relations</name>
    <message>
        <source>Parent</source>
        <translation>Übergeordnet</translation>
    </message>
    <message>
        <source>Set a parent</source>
        <translation>Übergeordnete Aufgabe festlegen</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Add a dependency</source>
        <translation>Abhängigkeit hinzufügen</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>Gebraucht von</translation>
    </message>
    <message>
        <source>Add an issue that waits for this one</source>
        <translation>Eine Aufgabe hinzufügen, die auf diese wartet</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Verwandt</translation>
    </message>
    <message>
        <source>Add a related issue</source>
        <translation>Verwandte Aufgabe hinzufügen</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Unteraufgaben</translation>
    </message>
    <message>
        <source>Finished children</source>
        <translation>Erledigte Unteraufgaben</translation>
    </message>
    <message>
        <source>Children: {} of {} finished</source>
        <translation>Unteraufgaben: {} von {} erledigt</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Take it off the bar</source>
        <translation>Aus der Leiste nehmen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>How {name} was read</source>
        <translation>Wie {name} gelesen wurde</translation>
    </message>
    <message>
        <source>What could be read is in the tracker. Numbers are those of the file when it was read.</source>
        <translation>Was lesbar war, ist im Tracker. Die Nummern sind die der Datei, als sie gelesen wurde.</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Restoring {name}…</source>
        <translation>{name} wird zurückgeholt …</translation>
    </message>
    <message>
        <source>Saving what can be read of {name}…</source>
        <translation>Was sich von {name} lesen lässt, wird gerettet …</translation>
    </message>
    <message>
        <source>{issues} could be saved.</source>
        <translation>Gerettet: {issues}.</translation>
    </message>
    <message numerus="yes">
        <source>Of %n of them only a part.</source>
        <translation><numerusform>Davon %n nur zum Teil.</numerusform><numerusform>Davon %n nur zum Teil.</numerusform></translation>
    </message>
    <message>
        <source>Not saved: {what}</source>
        <translation>Nicht gerettet: {what}</translation>
    </message>
    <message>
        <source>The damaged file is {file}.</source>
        <translation>Die beschädigte Datei ist {file}.</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore the backup of {time}?</source>
        <translation>Die Sicherung vom {time} wiederherstellen?</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>The tracker would be as it was then, with its ids and its history. What is there now is backed up first, so that you can come back to it.</source>
        <translation>Der Tracker wäre wie damals, mit seinen IDs und seinem Verlauf. Der jetzige Stand wird vorher gesichert, sodass Sie zu ihm zurückkehren können.</translation>
    </message>
    <message>
        <source>This backup is not verified: {why}</source>
        <translation>Diese Sicherung ist nicht geprüft: {why}</translation>
    </message>
    <message>
        <source>The issues are the same as now.</source>
        <translation>Die Aufgaben sind dieselben wie jetzt.</translation>
    </message>
    <message>
        <source>{file} may have what is taken back</source>
        <translation>{file} kann haben, was zurückgenommen wird</translation>
    </message>
    <message>
        <source>Strandline asks you before it reads that file again.</source>
        <translation>Strandline fragt Sie, bevor es diese Datei wieder liest.</translation>
    </message>
    <message>
        <source>Nothing was restored</source>
        <translation>Nichts wurde wiederhergestellt</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>The whole issue</source>
        <translation>Die ganze Aufgabe</translation>
    </message>
    <message>
        <source>Comment of {name}</source>
        <translation>Kommentar von {name}</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>Changed here and in {file}. The side on which the issue was updated later stands (updated_at).</source>
        <translation>Hier und in {file} geändert. Es gilt die Seite, auf der die Aufgabe später geändert wurde (updated_at).</translation>
    </message>
    <message>
        <source>git left two versions in {file}. The one whose line was updated later stands (updated_at), whatever time this value has itself.</source>
        <translation>git hat zwei Fassungen in {file} hinterlassen. Es gilt die, deren Zeile später geändert wurde (updated_at), unabhängig von der Zeit des Wertes selbst.</translation>
    </message>
    <message>
        <source>{file} no longer has it, nor any other such value: its writer may not know the field. It was kept.</source>
        <translation>{file} enthält den Wert nicht mehr, und auch keinen anderen dieser Art: vielleicht kennt das schreibende Programm das Feld nicht. Er wurde behalten.</translation>
    </message>
    <message>
        <source>{id} was in {file} twice. The newer line stands.</source>
        <translation>{id} stand zweimal in {file}. Die neuere Zeile gilt.</translation>
    </message>
    <message>
        <source>Another program dropped this from {file}. It stands here until you decide.</source>
        <translation>Ein anderes Programm hat dies aus {file} entfernt. Hier gilt es, bis entschieden ist.</translation>
    </message>
    <message>
        <source>Changed on both sides of a git merge. The one whose line was updated later stands (updated_at).</source>
        <translation>Auf beiden Seiten einer Zusammenführung in git geändert. Es gilt die, deren Zeile später geändert wurde (updated_at).</translation>
    </message>
    <message>
        <source>You took back a change of yours, but {by} has changed it since. What {by} made of it stands.</source>
        <translation>Eine eigene Änderung wurde rückgängig gemacht, aber {by} hat sie seither geändert. Es gilt, was {by} daraus gemacht hat.</translation>
    </message>
    <message>
        <source>Another issue has the id {old} here, so this one got a new one.</source>
        <translation>Eine andere Aufgabe hat hier die ID {old}, daher bekam diese eine neue.</translation>
    </message>
    <message>
        <source>the issue file</source>
        <translation>die Aufgabendatei</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>jemand anders</translation>
    </message>
    <message>
        <source>&amp;Keep the new id</source>
        <translation>Neue ID &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Keep what stands</source>
        <translation>&amp;Behalten, was gilt</translation>
    </message>
    <message>
        <source>Put it &amp;back as it was</source>
        <translation>&amp;Wie zuvor herstellen</translation>
    </message>
    <message>
        <source>&amp;Keep it in the trash</source>
        <translation>Im Papierkorb &amp;lassen</translation>
    </message>
    <message>
        <source>&amp;Take it out of the trash</source>
        <translation>Aus dem Papierkorb &amp;holen</translation>
    </message>
    <message>
        <source>&amp;Keep the issue</source>
        <translation>Aufgabe &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Move it to the trash</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
    <message>
        <source>&amp;Put it back into the file</source>
        <translation>Wieder in die Datei &amp;schreiben</translation>
    </message>
    <message>
        <source>&amp;Drop it here too</source>
        <translation>Auch hier &amp;entfernen</translation>
    </message>
    <message>
        <source>Use the &amp;other one</source>
        <translation>Die &amp;andere nehmen</translation>
    </message>
    <message>
        <source>there</source>
        <translation>da</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>there, since {when}</source>
        <translation>da, seit {when}</translation>
    </message>
    <message>
        <source>{said}, by {name}</source>
        <translation>{said}, von {name}</translation>
    </message>
    <message>
        <source>since {when}</source>
        <translation>seit {when}</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>von {name}</translation>
    </message>
    <message>
        <source>reason: {why}</source>
        <translation>Grund: {why}</translation>
    </message>
    <message>
        <source>Deleted on one side, changed on the other. The changes are kept in it.</source>
        <translation>Auf einer Seite gelöscht, auf der anderen geändert. Die Änderungen sind darin behalten.</translation>
    </message>
    <message>
        <source>Deleted in {file}. It was kept here.</source>
        <translation>In {file} gelöscht. Hier wurde sie behalten.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>&amp;Merge by hand…</source>
        <translation>Von &amp;Hand zusammenführen…</translation>
    </message>
    <message>
        <source>&amp;Save this version</source>
        <translation>Diese Fassung &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Show {id}</source>
        <translation>{id} zeigen</translation>
    </message>
    <message>
        <source>Stands now, changed since</source>
        <translation>Gilt jetzt, seither geändert</translation>
    </message>
    <message>
        <source>Stands now</source>
        <translation>Gilt jetzt</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>The other one</source>
        <translation>Die andere</translation>
    </message>
    <message>
        <source>As it was before your change</source>
        <translation>Wie vor der eigenen Änderung</translation>
    </message>
    <message>
        <source>Your version</source>
        <translation>Eigene Fassung</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Changes to review</source>
        <translation>Änderungen zu prüfen</translation>
    </message>
    <message>
        <source>Looking for changes to review…</source>
        <translation>Änderungen zu prüfen werden gesucht…</translation>
    </message>
    <message>
        <source>The changes could not be read.</source>
        <translation>Die Änderungen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>It was changed meanwhile. See what stands now, and choose again.</source>
        <translation>Inzwischen geändert. Ansehen, was jetzt gilt, und erneut wählen.</translation>
    </message>
    <message>
        <source>Nothing to review.

When two sides change the same field, the value that loses is kept here until you have seen it.</source>
        <translation>Nichts zu prüfen.

Wenn zwei Seiten dasselbe Feld ändern, bleibt der unterlegene Wert hier, bis er angesehen wurde.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to review</source>
        <translation><numerusform>%n Änderung zu prüfen</numerusform><numerusform>%n Änderungen zu prüfen</numerusform></translation>
    </message>
    <message>
        <source>The newest {n} of {words}</source>
        <translation>Die neuesten {n} von {words}</translation>
    </message>
    <message>
        <source>Keep what stands in all {n}</source>
        <translation>In allen {n} behalten, was gilt</translation>
    </message>
    <message>
        <source>Keep all {n} of {id}</source>
        <translation>Alle {n} von {id} behalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Ribbon</name>
    <message>
        <source>Open link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Overdue: {}</source>
        <translation>Überfällig: {}</translation>
    </message>
    <message>
        <source>Labels: {}</source>
        <translation>Labels: {}</translation>
    </message>
    <message>
        <source>Add or remove labels</source>
        <translation>Labels hinzufügen oder entfernen</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>What can be done with the selected issues</source>
        <translation>Was mit den ausgewählten Aufgaben möglich ist</translation>
    </message>
</context>
<context>
    <name>SalvagedDialog</name>
    <message>
        <source>{issues} saved, but not everything</source>
        <translation>{issues} gerettet, aber nicht alles</translation>
    </message>
    <message>
        <source>Show the &amp;folder</source>
        <translation>&amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What could not be saved is listed beside it, in {file}.</source>
        <translation>Was nicht gerettet werden konnte, steht daneben in {file}.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gerettet</translation>
    </message>
    <message numerus="yes">
        <source>Only a part of %n issue(s)</source>
        <translation><numerusform>Nur ein Teil von %n Aufgabe</numerusform><numerusform>Nur ein Teil von %n Aufgaben</numerusform></translation>
    </message>
</context>
<context>
    <name>SavedPopover</name>
    <message>
        <source>What is saved</source>
        <translation>Was gespeichert ist</translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <source>search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>list or board</source>
        <translation>Liste oder Board</translation>
    </message>
    <message>
        <source>Save this list as a view</source>
        <translation>Diese Liste als Ansicht speichern</translation>
    </message>
    <message>
        <source>Name and icon of the view</source>
        <translation>Name und Symbol der Ansicht</translation>
    </message>
    <message>
        <source>View saved: it is in the sidebar</source>
        <translation>Ansicht gespeichert: sie steht in der Seitenleiste</translation>
    </message>
    <message>
        <source>“{name}” saved</source>
        <translation>„{name}“ gespeichert</translation>
    </message>
    <message>
        <source>View “{name}” deleted; its issues stay. Undo brings it back.</source>
        <translation>Ansicht „{name}“ gelöscht; ihre Aufgaben bleiben. Rückgängig holt sie zurück.</translation>
    </message>
</context>
<context>
    <name>SavingBar</name>
    <message>
        <source>Saving {name}…</source>
        <translation>{name} wird gespeichert…</translation>
    </message>
    <message>
        <source>How much is written</source>
        <translation>Wie viel geschrieben ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Search, or is:ready label:ui priority:&lt;=1</source>
        <translation>Suchen, oder is:ready label:ui priority:&lt;=1</translation>
    </message>
    <message>
        <source>Filters the list while you type; Escape clears it</source>
        <translation>Filtert die Liste beim Tippen; Esc leert das Feld</translation>
    </message>
</context>
<context>
    <name>SecondFileWatch</name>
    <message>
        <source>{wal} has grown to {size}, because {program} reads an older state of the tracker. Nothing is lost; keep both files together, and end that program when you can.</source>
        <translation>{wal} ist auf {size} gewachsen, weil {program} einen älteren Stand des Trackers liest. Nichts ist verloren; beide Dateien zusammen lassen und jenes Programm bei Gelegenheit beenden.</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>ein anderes Programm</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
</context>
<context>
    <name>SharingBar</name>
    <message>
        <source>How the issue file is shared</source>
        <translation>Wie die Aufgabendatei geteilt wird</translation>
    </message>
    <message>
        <source>Let bd use the file</source>
        <translation>bd die Datei verwenden lassen</translation>
    </message>
    <message>
        <source>Let bd import it</source>
        <translation>bd importieren lassen</translation>
    </message>
    <message>
        <source>Keep it up to date</source>
        <translation>Auf dem neuesten Stand halten</translation>
    </message>
    <message>
        <source>Export by hand</source>
        <translation>Von Hand exportieren</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>This tracker belongs to no project, so no file is shared.</source>
        <translation>Dieser Tracker gehört zu keinem Projekt, daher wird keine Datei geteilt.</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Leave it so</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>bd keeps these issues in Dolt. They are read from {file}; your changes stay in Strandline.</source>
        <translation>bd hält diese Aufgaben in Dolt. Sie werden aus {file} gelesen; eigene Änderungen bleiben in Strandline.</translation>
    </message>
    <message>
        <source>bd uses a database of its own here. {file} is not written until you choose:</source>
        <translation>bd verwendet hier eine eigene Datenbank. {file} wird nicht geschrieben, bis gewählt ist:</translation>
    </message>
    <message>
        <source>{file} is written as you work, and bd imports it each time.</source>
        <translation>{file} wird während der Arbeit geschrieben, und bd importiert jedes Mal.</translation>
    </message>
    <message>
        <source>{file} is written only when you export it.</source>
        <translation>{file} wird nur beim Exportieren geschrieben.</translation>
    </message>
    <message>
        <source>{file} is written as you work.</source>
        <translation>{file} wird während der Arbeit geschrieben.</translation>
    </message>
    <message>
        <source>bd's background program seems to run: it imports by itself what is written.</source>
        <translation>Das Hintergrundprogramm von bd scheint zu laufen: es importiert von selbst, was geschrieben wird.</translation>
    </message>
    <message>
        <source>Adds “no-db: true” to bd's config.yaml: bd then reads and writes the file directly and keeps every field that it knows. Run “bd sync” first if bd has changes that are not in it.</source>
        <translation>Fügt „no-db: true“ zur config.yaml von bd hinzu: bd liest und schreibt die Datei dann direkt und behält jedes Feld, das es kennt. Zuerst „bd sync“ ausführen, wenn bd Änderungen hat, die nicht darin sind.</translation>
    </message>
    <message>
        <source>Writes the file when something changes and runs “bd sync --import-only” after it. bd takes title, texts, status, priority, type and assignee from it; dates and estimates it ignores.</source>
        <translation>Schreibt die Datei, wenn sich etwas ändert, und führt danach „bd sync --import-only“ aus. bd übernimmt daraus Titel, Texte, Status, Priorität, Typ und Zuständige; Daten und Aufwand beachtet es nicht.</translation>
    </message>
    <message>
        <source>Writes the file when something changes; other programs read it there.</source>
        <translation>Schreibt die Datei, wenn sich etwas ändert; andere Programme lesen sie dort.</translation>
    </message>
    <message>
        <source>Writes the file only with File → Export. Until then your changes are in Strandline only.</source>
        <translation>Schreibt die Datei nur mit Datei → Aufgaben exportieren…. Bis dahin sind die Änderungen nur in Strandline.</translation>
    </message>
    <message>
        <source>bd takes {ids} for one issue, because they say the same, and would keep one of them. Change a word in the others.</source>
        <translation>bd hält {ids} für eine einzige Aufgabe, weil sie dasselbe sagen, und würde eine davon behalten. In den anderen ein Wort ändern.</translation>
    </message>
</context>
<context>
    <name>ShortcutDialog</name>
    <message>
        <source>Change shortcuts</source>
        <translation>Tastenkürzel ändern</translation>
    </message>
    <message>
        <source>Find an action, or a key such as Ctrl+D</source>
        <translation>Aktion finden, oder eine Taste wie Strg+D</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>Aktion oder Taste finden</translation>
    </message>
    <message>
        <source>No action has such a name or key.</source>
        <translation>Keine Aktion hat einen solchen Namen oder eine solche Taste.</translation>
    </message>
    <message>
        <source>Letters act in the list and the sidebar only, never while you type.</source>
        <translation>Buchstaben wirken nur in der Liste und der Seitenleiste, nie beim Tippen.</translation>
    </message>
    <message>
        <source>Reset all…</source>
        <translation>Alle zurücksetzen…</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{menu} · changed</source>
        <translation>{menu} · geändert</translation>
    </message>
    <message numerus="yes">
        <source>Reset %n action(s)</source>
        <translation><numerusform>%n Aktion zurücksetzen</numerusform><numerusform>%n Aktionen zurücksetzen</numerusform></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>All issues</source>
        <translation>Alle Aufgaben</translation>
    </message>
    <message>
        <source>Views, labels and epics</source>
        <translation>Ansichten, Labels und Epics</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Epics</source>
        <translation>Epics</translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n issue(s)</source>
        <translation><numerusform>{name}, %n Aufgabe</numerusform><numerusform>{name}, %n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>Show all {n}</source>
        <translation>Alle {n} zeigen</translation>
    </message>
    <message>
        <source>{name}, section with {n} entries</source>
        <translation>{name}, Abschnitt mit {n} Einträgen</translation>
    </message>
    <message numerus="yes">
        <source>Label {name}, %n issue(s)</source>
        <translation><numerusform>Label {name}, %n Aufgabe</numerusform><numerusform>Label {name}, %n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>Epic {name}, {finished} of {children} finished</source>
        <translation>Epic {name}, {finished} von {children} erledigt</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Übergeordnet</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Comments of Strandline</source>
        <translation>Kommentare von Strandline</translation>
    </message>
    <message>
        <source>Other values of Strandline</source>
        <translation>Weitere Werte von Strandline</translation>
    </message>
    <message>
        <source>Keep under its own name</source>
        <translation>Unter eigenem Namen behalten</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>No column holds the titles yet. Choose “Title” for one of them.</source>
        <translation>Noch enthält keine Spalte die Titel. „Titel“ für eine davon wählen.</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) kept as named in the file.</source>
        <translation><numerusform>%n Spalte behalten, wie sie in der Datei heißt.</numerusform><numerusform>%n Spalten behalten, wie sie in der Datei heißen.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s) on what could not be read:</source>
        <translation><numerusform>%n Anmerkung zu dem, was nicht lesbar war:</numerusform><numerusform>%n Anmerkungen zu dem, was nicht lesbar war:</numerusform></translation>
    </message>
    <message>
        <source>row {row}: {reason}</source>
        <translation>Zeile {row}: {reason}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Every column is understood.</source>
        <translation>Alle Spalten sind verstanden.</translation>
    </message>
    <message>
        <source>The import makes a new tracker and opens it in place of the present one.</source>
        <translation>Der Import legt einen neuen Tracker an und öffnet ihn anstelle des jetzigen.</translation>
    </message>
</context>
<context>
    <name>TargetDialogs</name>
    <message>
        <source>Save a complete copy</source>
        <translation>Vollständige Kopie speichern</translation>
    </message>
    <message>
        <source>Trackers (*.strandline)</source>
        <translation>Tracker (*.strandline)</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} Kopie</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Bug: type:bug !1 #label</source>
        <translation>Fehler: type:bug !1 #label</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The line begins with</source>
        <translation>Die Zeile beginnt mit</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Not saved yet. Once more leaves it so.</source>
        <translation>Noch nicht gespeichert. Noch einmal lässt es dabei.</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Neue Vorlage</translation>
    </message>
    <message>
        <source>Deleted when you save.</source>
        <translation>Gelöscht, wenn gespeichert wird.</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>New from template: {name}</source>
        <translation>Neu aus Vorlage: {name}</translation>
    </message>
    <message>
        <source>Templates saved</source>
        <translation>Vorlagen gespeichert</translation>
    </message>
    <message>
        <source>## Done when

- [ ] 
</source>
        <translation>## Fertig, wenn

- [ ] 
</translation>
    </message>
    <message>
        <source>## Steps

1. 

## Expected

## What happens instead
</source>
        <translation>## Schritte

1. 

## Erwartet

## Was stattdessen geschieht
</translation>
    </message>
    <message>
        <source>As a … I want … so that …</source>
        <translation>Als … möchte ich …, damit …</translation>
    </message>
    <message>
        <source>Bug</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Bug: type:bug</source>
        <translation>Fehler: type:bug</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>Story</translation>
    </message>
</context>
<context>
    <name>TextSection</name>
    <message>
        <source>Show formatted</source>
        <translation>Formatiert zeigen</translation>
    </message>
    <message>
        <source>Edit as typed (E)</source>
        <translation>Als Rohtext bearbeiten (E)</translation>
    </message>
    <message>
        <source>History (Ctrl+H)</source>
        <translation>Verlauf (Strg+H)</translation>
    </message>
    <message>
        <source>Add a description</source>
        <translation>Beschreibung hinzufügen</translation>
    </message>
    <message>
        <source>{} · not saved yet</source>
        <translation>{} · noch nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>+ Attachment</source>
        <translation>+ Anhang</translation>
    </message>
    <message>
        <source>Attach file…</source>
        <translation>Datei anhängen…</translation>
    </message>
</context>
<context>
    <name>TipBar</name>
    <message>
        <source>Close the tip</source>
        <translation>Tipp schließen</translation>
    </message>
</context>
<context>
    <name>Tips</name>
    <message>
        <source>Esc closes this line, and {key} opens it for the next issue.</source>
        <translation>Esc schließt diese Zeile, und {key} öffnet sie für die nächste Aufgabe.</translation>
    </message>
    <message>
        <source>{key} takes back what you did last, also tomorrow. Nothing is asked before.</source>
        <translation>{key} nimmt das zuletzt Getane zurück, auch morgen noch. Vorher wird nichts gefragt.</translation>
    </message>
    <message>
        <source>“{action}” has a key: {key}</source>
        <translation>„{action}“ hat eine Taste: {key}</translation>
    </message>
</context>
<context>
    <name>ToReview</name>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message numerus="yes">
        <source>Changed on two sides: %n value(s) to review.</source>
        <translation><numerusform>Auf zwei Seiten geändert: %n Wert zu prüfen.</numerusform><numerusform>Auf zwei Seiten geändert: %n Werte zu prüfen.</numerusform></translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>it did not get on within {n} seconds</source>
        <translation>es ging innerhalb von {n} Sekunden nicht weiter</translation>
    </message>
    <message>
        <source>Opened the sample project: {n} open issues.</source>
        <translation>Beispielprojekt geöffnet: {n} offene Aufgaben.</translation>
    </message>
    <message>
        <source>Searched for "{word}": {n} issues.</source>
        <translation>Nach „{word}“ gesucht: {n} Aufgaben.</translation>
    </message>
    <message>
        <source>Gave an issue another title and priority: {state}.</source>
        <translation>Einer Aufgabe einen anderen Titel und eine andere Priorität gegeben: {state}.</translation>
    </message>
    <message>
        <source>Took both back with Undo.</source>
        <translation>Beides mit Rückgängig zurückgenommen.</translation>
    </message>
    <message>
        <source>the line for a new issue did not take the keyboard</source>
        <translation>die Zeile für eine neue Aufgabe hat die Tastatur nicht übernommen</translation>
    </message>
    <message>
        <source>Created an issue while another program was reading: {state}.</source>
        <translation>Eine Aufgabe angelegt, während ein anderes Programm las: {state}.</translation>
    </message>
    <message>
        <source>Closing: the other program still reads, so it waits and tries again.</source>
        <translation>Schließen: das andere Programm liest noch, daher wird gewartet und erneut versucht.</translation>
    </message>
    <message>
        <source>After {n} tries it asks: all is saved, but not yet in one file.</source>
        <translation>Nach {n} Versuchen wird gefragt: alles ist gespeichert, aber noch nicht in einer Datei.</translation>
    </message>
    <message>
        <source>The details name the program and every try.</source>
        <translation>Die Einzelheiten nennen das Programm und jeden Versuch.</translation>
    </message>
    <message>
        <source>the tracker was not closed clean</source>
        <translation>der Tracker wurde nicht sauber geschlossen</translation>
    </message>
    <message>
        <source>The other program left; Try again closed the tracker, everything in one file.</source>
        <translation>Das andere Programm ist weg; Erneut versuchen hat den Tracker geschlossen, alles in einer Datei.</translation>
    </message>
    <message>
        <source>the picture {file} could not be written</source>
        <translation>das Bild {file} konnte nicht geschrieben werden</translation>
    </message>
</context>
<context>
    <name>TrackerPage</name>
    <message>
        <source>This tracker</source>
        <translation>Dieser Tracker</translation>
    </message>
    <message>
        <source>No tracker is open.</source>
        <translation>Kein Tracker ist geöffnet.</translation>
    </message>
    <message>
        <source>Not now: {why}.</source>
        <translation>Jetzt nicht: {why}.</translation>
    </message>
    <message>
        <source>Its file, the second file beside it, and what is saved.</source>
        <translation>Seine Datei, die zweite Datei daneben, und was gespeichert ist.</translation>
    </message>
    <message>
        <source>One checked file with everything in it.</source>
        <translation>Eine geprüfte Datei, in der alles ist.</translation>
    </message>
    <message>
        <source>What is verified, what a restore would change, and a full check.</source>
        <translation>Was geprüft ist, was eine Wiederherstellung ändern würde, und eine ganze Prüfung.</translation>
    </message>
    <message>
        <source>What new issues can begin with.</source>
        <translation>Womit neue Aufgaben beginnen können.</translation>
    </message>
    <message>
        <source>How the project's issue file is kept in step with bd or br.</source>
        <translation>Wie die Aufgabendatei des Projekts mit bd oder br im Gleichschritt bleibt.</translation>
    </message>
    <message>
        <source>Lets git merge the project's issue file field by field.</source>
        <translation>Lässt git die Aufgabendatei des Projekts Feld für Feld zusammenführen.</translation>
    </message>
</context>
<context>
    <name>TrackerSwitcher</name>
    <message>
        <source>Open in a new window</source>
        <translation>In neuem Fenster öffnen</translation>
    </message>
    <message>
        <source>Switch tracker</source>
        <translation>Tracker wechseln</translation>
    </message>
    <message>
        <source>Open in a new window…</source>
        <translation>In neuem Fenster öffnen…</translation>
    </message>
    <message>
        <source>Switch to…</source>
        <translation>Wechseln zu…</translation>
    </message>
    <message>
        <source>No other tracker was opened yet: File, Open tracker…</source>
        <translation>Noch wurde kein anderer Tracker geöffnet: Datei, Tracker öffnen…</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>New issue…</source>
        <translation>Neue Aufgabe…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>This desktop has no notification area.</source>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich.</translation>
    </message>
    <message>
        <source>Only with the icon in the notification area, which is off.</source>
        <translation>Nur mit dem Symbol im Infobereich, das ausgeschaltet ist.</translation>
    </message>
</context>
<context>
    <name>TrustBar</name>
    <message>
        <source>Could not confirm – {why}</source>
        <translation>Konnte nicht bestätigt werden – {why}</translation>
    </message>
    <message>
        <source>Not saved: {why}</source>
        <translation>Nicht gespeichert: {why}</translation>
    </message>
    <message>
        <source>the tracker takes no changes now</source>
        <translation>der Tracker nimmt jetzt keine Änderungen an</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>State of this tracker</source>
        <translation>Zustand dieses Trackers</translation>
    </message>
    <message>
        <source>When and where your changes were saved</source>
        <translation>Wann und wo die Änderungen gespeichert wurden</translation>
    </message>
    <message>
        <source>Another program changed this tracker; the list shows it already</source>
        <translation>Ein anderes Programm hat diesen Tracker geändert; die Liste zeigt es schon</translation>
    </message>
    <message>
        <source>Two sides changed the same; decide which of them is to stand</source>
        <translation>Zwei Seiten haben dasselbe geändert; entscheiden, was gelten soll</translation>
    </message>
    <message numerus="yes">
        <source>Changed outside: %n issue(s)</source>
        <translation><numerusform>Außerhalb geändert: %n Aufgabe</numerusform><numerusform>Außerhalb geändert: %n Aufgaben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to review</source>
        <translation><numerusform>%n Änderung zu prüfen</numerusform><numerusform>%n Änderungen zu prüfen</numerusform></translation>
    </message>
    <message>
        <source>{file} was moved, replaced or deleted while it was open. Save a complete copy before quitting.</source>
        <translation>{file} wurde verschoben, ersetzt oder gelöscht, während die Datei geöffnet war. Vor dem Beenden eine vollständige Kopie speichern.</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>ein anderes Programm</translation>
    </message>
    <message>
        <source>Waiting for {program} to finish writing</source>
        <translation>Warten, bis {program} mit dem Schreiben fertig ist</translation>
    </message>
    <message>
        <source>Saving as soon as {file} has been read…</source>
        <translation>Wird gespeichert, sobald {file} eingelesen ist…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) not saved yet</source>
        <translation><numerusform>%n Text noch nicht gespeichert</numerusform><numerusform>%n Texte noch nicht gespeichert</numerusform></translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>{file} wird eingelesen…</translation>
    </message>
    <message>
        <source>Saved, but the tracker has faults</source>
        <translation>Gespeichert, aber der Tracker hat Fehler</translation>
    </message>
    <message>
        <source>Saved here, but {file} is not up to date</source>
        <translation>Hier gespeichert, aber {file} ist nicht auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Saved here, but bd does not know of it</source>
        <translation>Hier gespeichert, aber bd weiß nichts davon</translation>
    </message>
    <message>
        <source>Saved, but there is no new backup</source>
        <translation>Gespeichert, aber es gibt keine neue Sicherung</translation>
    </message>
    <message numerus="yes">
        <source>%n kept text(s) not saved yet</source>
        <translation><numerusform>%n behaltener Text noch nicht gespeichert</numerusform><numerusform>%n behaltene Texte noch nicht gespeichert</numerusform></translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Gespeichert {time}</translation>
    </message>
    <message>
        <source>No unsaved changes</source>
        <translation>Keine ungespeicherten Änderungen</translation>
    </message>
    <message>
        <source>Nothing was changed since the tracker was opened</source>
        <translation>Seit dem Öffnen des Trackers wurde nichts geändert</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Next undo</source>
        <translation>Nächstes Rückgängig</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) found: see File → Backups and health</source>
        <translation><numerusform>%n Fehler gefunden: siehe Datei → Sicherungen und Zustand</numerusform><numerusform>%n Fehler gefunden: siehe Datei → Sicherungen und Zustand</numerusform></translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>{file} is not up to date: your changes are written to it after its own are imported</source>
        <translation>{file} ist nicht auf dem neuesten Stand: die Änderungen werden hineingeschrieben, wenn die der Datei importiert sind</translation>
    </message>
    <message>
        <source>{file} is kept up to date</source>
        <translation>{file} wird auf dem neuesten Stand gehalten</translation>
    </message>
    <message>
        <source>{file} is kept up to date; exported {time}</source>
        <translation>{file} wird auf dem neuesten Stand gehalten; exportiert {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation><numerusform>%n Aufgabe</numerusform><numerusform>%n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} von {total}</translation>
    </message>
    <message>
        <source>{n} selected</source>
        <translation>{n} ausgewählt</translation>
    </message>
    <message>
        <source>{file} is not changed. File → Export issues… writes a copy.</source>
        <translation>{file} wird nicht geändert. Datei → Aufgaben exportieren… schreibt eine Kopie.</translation>
    </message>
</context>
<context>
    <name>TwoVersions</name>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Not undone: {what}</source>
        <translation>Nicht rückgängig gemacht: {what}</translation>
    </message>
    <message>
        <source>Not done again: {what}</source>
        <translation>Nicht wiederholt: {what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig gemacht: {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>{id} left alone: {holder} has {reference} now</source>
        <translation>{id} unverändert gelassen: {holder} hat jetzt {reference}</translation>
    </message>
    <message numerus="yes">
        <source>Undoing a change of %n issue(s)…</source>
        <translation><numerusform>Eine Änderung von %n Aufgabe wird rückgängig gemacht…</numerusform><numerusform>Eine Änderung von %n Aufgaben wird rückgängig gemacht…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Doing a change of %n issue(s) again…</source>
        <translation><numerusform>Eine Änderung von %n Aufgabe wird wiederholt…</numerusform><numerusform>Eine Änderung von %n Aufgaben wird wiederholt…</numerusform></translation>
    </message>
    <message>
        <source>{n} of {all} were changed since by {name}</source>
        <translation>{n} von {all} wurden seither von {name} geändert</translation>
    </message>
    <message>
        <source>{n} of {all} were changed since</source>
        <translation>{n} von {all} wurden seither geändert</translation>
    </message>
    <message>
        <source>{fields} changed since by {name}</source>
        <translation>{fields} seither von {name} geändert</translation>
    </message>
    <message>
        <source>{fields} changed since</source>
        <translation>{fields} seither geändert</translation>
    </message>
</context>
<context>
    <name>Unknown</name>
    <message>
        <source>No issue has the label “{value}”</source>
        <translation>Keine Aufgabe hat das Label „{value}“</translation>
    </message>
    <message>
        <source>No issue is assigned to “{value}”</source>
        <translation>Keine Aufgabe ist „{value}“ zugewiesen</translation>
    </message>
    <message>
        <source>No issue has the type “{value}”</source>
        <translation>Keine Aufgabe hat den Typ „{value}“</translation>
    </message>
    <message>
        <source>No issue has the status “{value}”</source>
        <translation>Keine Aufgabe hat den Status „{value}“</translation>
    </message>
</context>
<context>
    <name>UploadBar</name>
    <message>
        <source>How much is attached</source>
        <translation>Wie viel angehängt ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Attaching {files}…</source>
        <translation>{files} wird angehängt…</translation>
    </message>
</context>
<context>
    <name>UploadNews</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>UsualDays</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>This weekend</source>
        <translation>Dieses Wochenende</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>Nächste Woche</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as new…</source>
        <translation>Als neue speichern…</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Changed: {what}</source>
        <translation>Geändert: {what}</translation>
    </message>
</context>
<context>
    <name>ViewKeys</name>
    <message>
        <source>Saved view</source>
        <translation>Gespeicherte Ansicht</translation>
    </message>
</context>
<context>
    <name>ViewPopup</name>
    <message>
        <source>Bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>Glocke</translation>
    </message>
    <message>
        <source>Signpost</source>
        <translation>Wegweiser</translation>
    </message>
    <message>
        <source>Bug</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Sparkles</source>
        <translation>Funken</translation>
    </message>
    <message>
        <source>Wrench</source>
        <translation>Schraubenschlüssel</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Bulb</source>
        <translation>Glühbirne</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>Auge</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Kiste</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
</context>
<context>
    <name>ViewRows</name>
    <message>
        <source>View {name}</source>
        <translation>Ansicht {name}</translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n issue(s)</source>
        <translation><numerusform>{name}, %n Aufgabe</numerusform><numerusform>{name}, %n Aufgaben</numerusform></translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}</source>
        <translation>{name} ist nicht lesbar: {why}</translation>
    </message>
    <message>
        <source>What can be done with the view</source>
        <translation>Was mit der Ansicht möglich ist</translation>
    </message>
    <message>
        <source>Name and icon…</source>
        <translation>Name und Symbol…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Delete view</source>
        <translation>Ansicht löschen</translation>
    </message>
</context>
<context>
    <name>WaysIn</name>
    <message>
        <source>The tracker</source>
        <translation>Der Tracker</translation>
    </message>
    <message>
        <source>{name} does not answer yet. It opens when it does.</source>
        <translation>{name} antwortet noch nicht. Sobald die Antwort da ist, wird geöffnet.</translation>
    </message>
    <message>
        <source>Import a file into a new tracker</source>
        <translation>Datei in einen neuen Tracker importieren</translation>
    </message>
    <message>
        <source>Files with issues (*.jsonl *.json *.ndjson *.csv *.tsv *.db *.sqlite *.sqlite3)</source>
        <translation>Dateien mit Aufgaben (*.jsonl *.json *.ndjson *.csv *.tsv *.db *.sqlite *.sqlite3)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>New tracker</source>
        <translation>Neuer Tracker</translation>
    </message>
    <message>
        <source>Trackers (*.strandline)</source>
        <translation>Tracker (*.strandline)</translation>
    </message>
    <message>
        <source>{path} cannot be looked at: {reason}. Check that its folder is there and may be read.</source>
        <translation>{path} kann nicht angesehen werden: {reason}. Prüfen, ob der Ordner da ist und gelesen werden darf.</translation>
    </message>
</context>
<context>
    <name>WaysOut</name>
    <message>
        <source>Export issues</source>
        <translation>Aufgaben exportieren</translation>
    </message>
    <message>
        <source>Issue files (*.jsonl)</source>
        <translation>Aufgabendateien (*.jsonl)</translation>
    </message>
    <message>
        <source>Tables for spreadsheets (*.csv)</source>
        <translation>Tabellen für Tabellenprogramme (*.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n line(s) to {file}</source>
        <translation><numerusform>%n Zeile exportiert nach {file}</numerusform><numerusform>%n Zeilen exportiert nach {file}</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Exported %n issue(s) to {file}</source>
        <translation><numerusform>%n Aufgabe exportiert nach {file}</numerusform><numerusform>%n Aufgaben exportiert nach {file}</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Saved a complete copy, %n issue(s): {file}</source>
        <translation><numerusform>Vollständige Kopie gespeichert, %n Aufgabe: {file}</numerusform><numerusform>Vollständige Kopie gespeichert, %n Aufgaben: {file}</numerusform></translation>
    </message>
</context>
<context>
    <name>WindowDialogs</name>
    <message>
        <source>Open tracker</source>
        <translation>Tracker öffnen</translation>
    </message>
    <message>
        <source>Trackers (*.strandline)</source>
        <translation>Tracker (*.strandline)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a folder with .beads</source>
        <translation>Ordner mit .beads öffnen</translation>
    </message>
    <message>
        <source>About Strandline</source>
        <translation>Über Strandline</translation>
    </message>
    <message>
        <source>Strandline never shows as saved what is not.</source>
        <translation>Strandline zeigt nie als gespeichert, was es nicht ist.</translation>
    </message>
    <message>
        <source>Icons: Lucide (ISC licence). Strandline: MIT licence.</source>
        <translation>Symbole: Lucide (ISC-Lizenz). Strandline: MIT-Lizenz.</translation>
    </message>
</context>
<context>
    <name>WindowState</name>
    <message>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo: {what}</source>
        <translation>Wiederholen: {what}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
</context>
<context>
    <name>WindowWork</name>
    <message>
        <source>an undo</source>
        <translation>ein Rückgängig</translation>
    </message>
    <message>
        <source>a redo</source>
        <translation>ein Wiederholen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>ddd d MMM</source>
        <translation>ddd d. MMM</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <translation>ddd d. MMM yyyy</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>Assigned to {name}</source>
        <translation>Zuständig: {name}</translation>
    </message>
    <message>
        <source>Overdue since {when}</source>
        <translation>Überfällig seit {when}</translation>
    </message>
    <message>
        <source>Due {when}</source>
        <translation>Fällig {when}</translation>
    </message>
    <message>
        <source>Updated {when}</source>
        <translation>Geändert: {when}</translation>
    </message>
    <message>
        <source>labels {names}</source>
        <translation>Labels {names}</translation>
    </message>
    <message>
        <source>Deferred until {when}</source>
        <translation>Zurückgestellt bis {when}</translation>
    </message>
    <message>
        <source>Estimated at {time}</source>
        <translation>Aufwand: {time}</translation>
    </message>
    <message>
        <source>Created {when}</source>
        <translation>Erstellt: {when}</translation>
    </message>
    <message numerus="yes">
        <source>waits for %n issue(s)</source>
        <translation><numerusform>wartet auf %n Aufgabe</numerusform><numerusform>wartet auf %n Aufgaben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation><numerusform>%n Kommentar</numerusform><numerusform>%n Kommentare</numerusform></translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>{finished} of {children} children finished</source>
        <translation>{finished} von {children} Unteraufgaben erledigt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Upcoming</source>
        <translation>Demnächst</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>Alle offenen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>In the trash</source>
        <translation>Im Papierkorb</translation>
    </message>
    <message>
        <source>create {issue}</source>
        <translation>{issue} anlegen</translation>
    </message>
    <message>
        <source>edit {detail} of {issue}</source>
        <translation>{detail} von {issue} bearbeiten</translation>
    </message>
    <message>
        <source>close {issue}</source>
        <translation>{issue} schließen</translation>
    </message>
    <message>
        <source>reopen {issue}</source>
        <translation>{issue} wieder öffnen</translation>
    </message>
    <message>
        <source>move {issue} to the trash</source>
        <translation>{issue} in den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>take {issue} out of the trash</source>
        <translation>{issue} aus dem Papierkorb holen</translation>
    </message>
    <message>
        <source>labels of {issue}</source>
        <translation>Labels von {issue}</translation>
    </message>
    <message>
        <source>link {issue}</source>
        <translation>{issue} verknüpfen</translation>
    </message>
    <message>
        <source>unlink {issue}</source>
        <translation>Verknüpfung von {issue} lösen</translation>
    </message>
    <message>
        <source>comment on {issue}</source>
        <translation>{issue} kommentieren</translation>
    </message>
    <message>
        <source>edit a comment on {issue}</source>
        <translation>einen Kommentar zu {issue} bearbeiten</translation>
    </message>
    <message>
        <source>delete a comment on {issue}</source>
        <translation>einen Kommentar zu {issue} löschen</translation>
    </message>
    <message>
        <source>attach {detail} to {issue}</source>
        <translation>{detail} an {issue} anhängen</translation>
    </message>
    <message>
        <source>rename the attachment {detail} of {issue}</source>
        <translation>den Anhang {detail} von {issue} umbenennen</translation>
    </message>
    <message>
        <source>remove the attachment {detail} of {issue}</source>
        <translation>den Anhang {detail} von {issue} entfernen</translation>
    </message>
    <message>
        <source>review of a change in {issue}</source>
        <translation>Prüfung einer Änderung in {issue}</translation>
    </message>
    <message>
        <source>import {detail}</source>
        <translation>{detail} importieren</translation>
    </message>
    <message>
        <source>save the view “{detail}”</source>
        <translation>Ansicht „{detail}“ speichern</translation>
    </message>
    <message>
        <source>change the view “{detail}”</source>
        <translation>Ansicht „{detail}“ ändern</translation>
    </message>
    <message>
        <source>rename the view “{detail}”</source>
        <translation>Ansicht „{detail}“ umbenennen</translation>
    </message>
    <message>
        <source>move the view “{detail}”</source>
        <translation>Ansicht „{detail}“ verschieben</translation>
    </message>
    <message>
        <source>delete the view “{detail}”</source>
        <translation>Ansicht „{detail}“ löschen</translation>
    </message>
    <message>
        <source>change the templates</source>
        <translation>Vorlagen ändern</translation>
    </message>
    <message>
        <source>P0, critical</source>
        <translation>P0, kritisch</translation>
    </message>
    <message>
        <source>P1, high</source>
        <translation>P1, hoch</translation>
    </message>
    <message>
        <source>P2, medium</source>
        <translation>P2, mittel</translation>
    </message>
    <message>
        <source>P3, low</source>
        <translation>P3, niedrig</translation>
    </message>
    <message>
        <source>P4, backlog</source>
        <translation>P4, Vorrat</translation>
    </message>
    <message>
        <source>{what} (terminal)</source>
        <translation>{what} (Terminal)</translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n more</source>
        <translation><numerusform>{name} und %n weitere</numerusform><numerusform>{name} und %n weitere</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>create %n issue(s)</source>
        <translation><numerusform>%n Aufgabe anlegen</numerusform><numerusform>%n Aufgaben anlegen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>close %n issue(s)</source>
        <translation><numerusform>%n Aufgabe schließen</numerusform><numerusform>%n Aufgaben schließen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>reopen %n issue(s)</source>
        <translation><numerusform>%n Aufgabe wieder öffnen</numerusform><numerusform>%n Aufgaben wieder öffnen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>move %n issue(s) to the trash</source>
        <translation><numerusform>%n Aufgabe in den Papierkorb verschieben</numerusform><numerusform>%n Aufgaben in den Papierkorb verschieben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>take %n issue(s) out of the trash</source>
        <translation><numerusform>%n Aufgabe aus dem Papierkorb holen</numerusform><numerusform>%n Aufgaben aus dem Papierkorb holen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>labels of %n issue(s)</source>
        <translation><numerusform>Labels von %n Aufgabe</numerusform><numerusform>Labels von %n Aufgaben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>review of changes in %n issue(s)</source>
        <translation><numerusform>Prüfung von Änderungen in %n Aufgabe</numerusform><numerusform>Prüfung von Änderungen in %n Aufgaben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>import %n issue(s)</source>
        <translation><numerusform>%n Aufgabe importieren</numerusform><numerusform>%n Aufgaben importieren</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>edit {fields} of %n issue(s)</source>
        <translation><numerusform>{fields} von %n Aufgabe bearbeiten</numerusform><numerusform>{fields} von %n Aufgaben bearbeiten</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>edit %n issue(s)</source>
        <translation><numerusform>%n Aufgabe bearbeiten</numerusform><numerusform>%n Aufgaben bearbeiten</numerusform></translation>
    </message>
    <message>
        <source>Created {issue}</source>
        <translation>{issue} angelegt</translation>
    </message>
    <message>
        <source>Duplicated {issue}</source>
        <translation>{issue} dupliziert</translation>
    </message>
    <message>
        <source>Closed {issue}</source>
        <translation>{issue} geschlossen</translation>
    </message>
    <message>
        <source>Reopened {issue}</source>
        <translation>{issue} wieder geöffnet</translation>
    </message>
    <message>
        <source>Moved {issue} to the trash</source>
        <translation>{issue} in den Papierkorb verschoben</translation>
    </message>
    <message>
        <source>Took {issue} out of the trash</source>
        <translation>{issue} aus dem Papierkorb geholt</translation>
    </message>
    <message>
        <source>Changed {issue}</source>
        <translation>{issue} geändert</translation>
    </message>
    <message numerus="yes">
        <source>Created %n issue(s)</source>
        <translation><numerusform>%n Aufgabe angelegt</numerusform><numerusform>%n Aufgaben angelegt</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Closed %n issue(s)</source>
        <translation><numerusform>%n Aufgabe geschlossen</numerusform><numerusform>%n Aufgaben geschlossen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Reopened %n issue(s)</source>
        <translation><numerusform>%n Aufgabe wieder geöffnet</numerusform><numerusform>%n Aufgaben wieder geöffnet</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Moved %n issue(s) to the trash</source>
        <translation><numerusform>%n Aufgabe in den Papierkorb verschoben</numerusform><numerusform>%n Aufgaben in den Papierkorb verschoben</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Took %n issue(s) out of the trash</source>
        <translation><numerusform>%n Aufgabe aus dem Papierkorb geholt</numerusform><numerusform>%n Aufgaben aus dem Papierkorb geholt</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Changed the labels of %n issue(s)</source>
        <translation><numerusform>Labels von %n Aufgabe geändert</numerusform><numerusform>Labels von %n Aufgaben geändert</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Gave %n issue(s) something to wait for</source>
        <translation><numerusform>%n Aufgabe wartet jetzt auf etwas</numerusform><numerusform>%n Aufgaben warten jetzt auf etwas</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Changed %n issue(s)</source>
        <translation><numerusform>%n Aufgabe geändert</numerusform><numerusform>%n Aufgaben geändert</numerusform></translation>
    </message>
    <message>
        <source>now</source>
        <translation>gerade</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} T</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <translation>MMM yyyy</translation>
    </message>
</context>
<context>
    <name>detail</name>
    <message>
        <source>Set to {}</source>
        <translation>Auf {} setzen</translation>
    </message>
    <message>
        <source>Create label “{}”</source>
        <translation>Label „{}“ anlegen</translation>
    </message>
    <message>
        <source>Assign to “{}”</source>
        <translation>„{}“ zuständig machen</translation>
    </message>
    <message>
        <source>Use type “{}”</source>
        <translation>Typ „{}“ verwenden</translation>
    </message>
    <message>
        <source>Use “{}”</source>
        <translation>„{}“ verwenden</translation>
    </message>
    <message>
        <source>No estimate</source>
        <translation>Kein Aufwand angegeben</translation>
    </message>
    <message>
        <source>No reference</source>
        <translation>Keine Referenz</translation>
    </message>
    <message>
        <source>me</source>
        <translation>ich</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>History of {}</source>
        <translation>Verlauf von {}</translation>
    </message>
    <message>
        <source>waits for</source>
        <translation>wartet auf</translation>
    </message>
    <message>
        <source>child of</source>
        <translation>Unteraufgabe von</translation>
    </message>
    <message>
        <source>related to</source>
        <translation>verwandt mit</translation>
    </message>
    <message>
        <source>discovered from</source>
        <translation>entdeckt bei</translation>
    </message>
    <message>
        <source>duplicates</source>
        <translation>Duplikat von</translation>
    </message>
    <message>
        <source>supersedes</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>waits for the failure of</source>
        <translation>wartet auf das Scheitern von</translation>
    </message>
    <message>
        <source>waits for the children of</source>
        <translation>wartet auf die Unteraufgaben von</translation>
    </message>
    <message>
        <source>discovered from this one</source>
        <translation>bei dieser entdeckt</translation>
    </message>
    <message>
        <source>duplicates this one</source>
        <translation>Duplikat von dieser</translation>
    </message>
    <message>
        <source>supersedes this one</source>
        <translation>ersetzt diese</translation>
    </message>
    <message>
        <source>waits for the failure of this one</source>
        <translation>wartet auf das Scheitern von dieser</translation>
    </message>
    <message>
        <source>waits for the children of this one</source>
        <translation>wartet auf die Unteraufgaben von dieser</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Bug</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Epic</source>
        <translation>Epic</translation>
    </message>
    <message>
        <source>Chore</source>
        <translation>Routine</translation>
    </message>
    <message>
        <source>{} this one</source>
        <translation>{} diese</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>{} h</source>
        <translation>{} h</translation>
    </message>
    <message>
        <source>{} min</source>
        <translation>{} min</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Acceptance criteria</source>
        <translation>Abnahmekriterien</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Defer until</source>
        <translation>Zurückstellen bis</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Reason for closing</source>
        <translation>Grund des Schließens</translation>
    </message>
    <message>
        <source>Closed at</source>
        <translation>Geschlossen am</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verknüpfungen</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spezifikation</translation>
    </message>
</context>
</TS>
