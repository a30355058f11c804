// What Decap CMS does not say in Norwegian by itself: added to its own locales nb_no and nn_no.
"use strict";

const NORWEGIAN = {
  nb_no: {
    collection: {
      sidebar: { allCollections: "Alle samlinger", searchIn: "Søk i" },
      collectionTop: {
        viewAsList: "Vis som liste",
        viewAsGrid: "Vis som rutenett",
        searchResults: "Treff på «%{searchTerm}»",
        searchResultsInCollection: "Treff på «%{searchTerm}» i %{collection}",
        filterBy: "Vis bare",
        groupBy: "Grupper etter",
      },
      entries: { unpublishedHeader: "Ikke publisert" },
      groups: { other: "Andre", negateLabel: "Ikke %{label}" },
    },
    editor: {
      editorControl: { field: { widgetLabel: "Feltet %{widgetLabel}" } },
      editorInterface: {
        togglePreview: "Vis eller skjul forhåndsvisningen",
        toggleScrollSync: "Rull begge sider samtidig",
        toggleNotes: "Vis eller skjul notatene",
      },
      editorNotesPane: {
        title: "Notater",
        emptyState: "Ingen notater ennå. Skriv det første under.",
        addNote: "Legg til notat",
        addPlaceholder: "Skriv et notat …",
        editPlaceholder: "Endre notatet …",
        save: "Lagre",
        cancel: "Avbryt",
        edit: "Endre",
        delete: "Slett",
        resolve: "Løst",
        unresolve: "Ikke løst",
        confirmDelete: "Vil du slette notatet?",
        shortcut: "Ctrl + Enter legger til notatet",
      },
      editorToolbar: {
        statusInfoTooltipDraft: "Siden er en kladd. Sett statusen til «Til godkjenning» når andre kan se på den.",
        statusInfoTooltipInReview: "Noen ser på siden nå. Du kan likevel endre den.",
      },
      editorWidgets: {
        markdown: {
          bold: "Fet",
          italic: "Kursiv",
          strikethrough: "Gjennomstreket",
          code: "Kode",
          link: "Lenke",
          linkPrompt: "Adressen til lenken",
          headings: "Overskrifter",
          quote: "Sitat",
          bulletedList: "Punktliste",
          numberedList: "Nummerert liste",
          addComponent: "Sett inn",
          toggleMode: { rich: "Skriv med formatering", markdown: "Skriv i Markdown" },
        },
        image: {
          chooseMultiple: "Velg bilder",
          chooseUrl: "Sett inn fra en adresse",
          replaceUrl: "Bytt til en adresse",
          promptUrl: "Adressen til bildet",
        },
        datetime: { setToNow: "Sett %{fieldLabel} til nå" },
        list: { add: "Legg til %{item}", addType: "Legg til %{item}" },
        object: { expand: "Vis", collapse: "Skjul" },
      },
    },
    mediaLibrary: {
      mediaLibraryCard: {
        copy: "Kopier",
        copyUrl: "Kopier adressen",
        copyPath: "Kopier stien",
        copyName: "Kopier navnet",
        copied: "Kopiert",
      },
      mediaLibraryModal: { close: "Lukk" },
    },
    ui: {
      settingsDropdown: { account: "Kontoen din" },
      toast: {
        noteAdded: "Notatet er lagt til",
        noteUpdated: "Notatet er endret",
        noteDeleted: "Notatet er slettet",
        noteResolved: "Notatet er løst",
        noteReopened: "Notatet er ikke løst",
        onLoggedOut: "Du er logget ut. Ta vare på det du har skrevet, og logg inn igjen.",
        onBackendDown: "Tjenesten som innholdet ligger på, er nede. Les mer på %{details}",
      },
    },
  },
  nn_no: {
    collection: {
      sidebar: { allCollections: "Alle samlingar", searchIn: "Søk i" },
      collectionTop: {
        viewAsList: "Vis som liste",
        viewAsGrid: "Vis som rutenett",
        searchResults: "Treff på «%{searchTerm}»",
        searchResultsInCollection: "Treff på «%{searchTerm}» i %{collection}",
        filterBy: "Vis berre",
        groupBy: "Grupper etter",
      },
      entries: { unpublishedHeader: "Ikkje publisert" },
      groups: { other: "Andre", negateLabel: "Ikkje %{label}" },
    },
    editor: {
      editorControl: { field: { widgetLabel: "Feltet %{widgetLabel}" } },
      editorInterface: {
        togglePreview: "Vis eller gøym førehandsvisinga",
        toggleScrollSync: "Rull begge sider samstundes",
        toggleNotes: "Vis eller gøym notata",
      },
      editorNotesPane: {
        title: "Notat",
        emptyState: "Ingen notat enno. Skriv det første under.",
        addNote: "Legg til notat",
        addPlaceholder: "Skriv eit notat …",
        editPlaceholder: "Endre notatet …",
        save: "Lagre",
        cancel: "Avbryt",
        edit: "Endre",
        delete: "Slett",
        resolve: "Løyst",
        unresolve: "Ikkje løyst",
        confirmDelete: "Vil du slette notatet?",
        shortcut: "Ctrl + Enter legg til notatet",
      },
      editorToolbar: {
        statusInfoTooltipDraft: "Sida er ein kladd. Set statusen til godkjenning når andre kan sjå på henne.",
        statusInfoTooltipInReview: "Nokon ser på sida no. Du kan likevel endre henne.",
      },
      editorWidgets: {
        markdown: {
          bold: "Feit",
          italic: "Kursiv",
          strikethrough: "Gjennomstreka",
          code: "Kode",
          link: "Lenkje",
          linkPrompt: "Adressa til lenkja",
          headings: "Overskrifter",
          quote: "Sitat",
          bulletedList: "Punktliste",
          numberedList: "Nummerert liste",
          addComponent: "Set inn",
          toggleMode: { rich: "Skriv med formatering", markdown: "Skriv i Markdown" },
        },
        image: {
          chooseMultiple: "Vel bilete",
          chooseUrl: "Set inn frå ei adresse",
          replaceUrl: "Byt til ei adresse",
          promptUrl: "Adressa til biletet",
        },
        datetime: { setToNow: "Set %{fieldLabel} til no" },
        list: { add: "Legg til %{item}", addType: "Legg til %{item}" },
        object: { expand: "Vis", collapse: "Gøym" },
      },
    },
    mediaLibrary: {
      mediaLibraryCard: {
        copy: "Kopier",
        copyUrl: "Kopier adressa",
        copyPath: "Kopier stigen",
        copyName: "Kopier namnet",
        copied: "Kopiert",
      },
      mediaLibraryModal: { close: "Lukk" },
    },
    ui: {
      settingsDropdown: { account: "Kontoen din" },
      toast: {
        noteAdded: "Notatet er lagt til",
        noteUpdated: "Notatet er endra",
        noteDeleted: "Notatet er sletta",
        noteResolved: "Notatet er løyst",
        noteReopened: "Notatet er ikkje løyst",
        onLoggedOut: "Du er logga ut. Ta vare på det du har skrive, og logg inn att.",
        onBackendDown: "Tenesta som innhaldet ligg på, er nede. Les meir på %{details}",
      },
    },
  },
};

const merged = (known, more) =>
  Object.fromEntries(
    Object.keys({ ...known, ...more }).map((name) => {
      const inner = more[name];
      return [name, inner && typeof inner === "object" ? merged(known[name] ?? {}, inner) : (inner ?? known[name])];
    }),
  );

for (const [name, more] of Object.entries(NORWEGIAN)) {
  window.CMS.registerLocale(name, merged(window.CMS.getLocale(name), more));
}
