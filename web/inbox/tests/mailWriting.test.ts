import { Editor } from "@tiptap/core";
import { afterEach, describe, expect, it } from "vitest";
import { mailParts } from "../src/composer/mail/extensions";
import { hrefOf } from "../src/composer/mail/links";
import { cleaned, hasWords } from "../src/composer/mail/pasted";
import { fileOf, putPictures, settlePictures, wordsOf } from "../src/composer/mail/picture";
import { changeTable, putTable } from "../src/composer/mail/table";

const A = "a".repeat(24);

let editor: Editor;
const written = (content: string) => {
  editor = new Editor({ extensions: mailParts(""), content });
  return editor;
};
afterEach(() => editor?.destroy());

const rows = () => [...editor.view.dom.querySelectorAll("tr")].map((row) => row.cells.length);
const press = (key: string, shiftKey = false) =>
  editor.view.dom.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }));

describe("a table", () => {
  it("stands in the place of an empty line, with headings and the caret in its first cell", () => {
    putTable(written(""));
    expect(rows()).toEqual([3, 3, 3]);
    expect(editor.getHTML()).toContain("<table><tbody><tr><th><p></p></th>");
    editor.commands.insertContent("Kota");
    expect(editor.view.dom.querySelector("th")?.textContent).toBe("Kota");
  });

  it("comes below the words in which the caret stands", () => {
    written("<p>Halo</p><p>Salam</p>").commands.setTextSelection(3);
    putTable(editor);
    expect(editor.getHTML().startsWith("<p>Halo</p><table>")).toBe(true);
    expect(editor.getText()).toContain("Salam");
  });

  it("grows and shrinks where the caret stands, and its last row takes it along", () => {
    putTable(written(""), 2, 2);
    changeTable(editor, "rowBelow");
    changeTable(editor, "columnRight");
    expect(rows()).toEqual([3, 3, 3]);
    changeTable(editor, "columnRemove");
    while (rows().length > 1) {
      changeTable(editor, "rowRemove");
      expect(editor.isActive("table")).toBe(true);
    }
    changeTable(editor, "rowRemove");
    expect(editor.getHTML()).not.toContain("<table>");
    editor.commands.undo();
    expect(rows()).toEqual([2, 2, 2]);
  });

  it("is walked through with Tab, which begins a new row after the last cell", () => {
    putTable(written(""), 1, 2);
    press("Tab");
    editor.commands.insertContent("dua");
    expect(editor.view.dom.querySelectorAll("th")[1]?.textContent).toBe("dua");
    press("Tab");
    expect(rows()).toEqual([2, 2]);
    press("Tab", true);
    editor.commands.insertContent("!");
    expect(editor.view.dom.querySelectorAll("th")[1]?.textContent).toContain("!");
  });

  it("comes back out of a draft as it was", () => {
    const html =
      '<table><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td><p>b</p></td><td><ul><li><p>c</p></li></ul></td></tr></tbody></table><p></p>';
    expect(written(html).getHTML()).toBe(html);
  });
});

describe("a picture", () => {
  const file = (name: string) => new File(["x"], name, { type: "image/png" });
  const up = { key: "k", name: "", size: 1, share: 1, error: null };
  const attachment = { id: A, width: 1200 } as never;

  it("is named by our own address, also in a mail that was taken back", () => {
    expect(fileOf(`/api/v1/attachments/${A}`)).toBe(A);
    expect(fileOf(`cid:${A}`)).toBe(A);
    expect(fileOf(`http://inbox.test/api/v1/attachments/${A}`)).toBe(A);
    expect(fileOf(`https://evil.example/api/v1/attachments/${A}`)).toBeNull();
    expect(written(`<p><img src="cid:${A}" alt="peta"></p>`).getHTML()).toBe(
      `<p><img src="/api/v1/attachments/${A}" alt="peta"></p>`,
    );
    expect(written(`<p>x<img src="https://x.example/${A}"></p>`).getHTML()).toBe("<p>x</p>");
  });

  it("shows at once, becomes a file when it is up, and undo brings back no half of it", () => {
    URL.createObjectURL = () => "blob:preview";
    putPictures(written("<p>Halo</p>"), [{ key: "k", file: file("peta gudang.png") }], "Gambar");
    expect(editor.getHTML()).toContain('data-wait="k"');
    expect(editor.getText()).toContain("[peta gudang]");
    settlePictures(editor, []);
    expect(editor.getHTML()).toContain('data-wait="k"');
    settlePictures(editor, [{ ...up, attachment }]);
    const whole = `<img src="/api/v1/attachments/${A}" alt="peta gudang" width="560">`;
    expect(editor.getHTML()).toContain(whole);
    editor.commands.undo();
    expect(editor.getHTML()).toBe("<p>Halo</p>");
    editor.commands.redo();
    settlePictures(editor, []);
    expect(editor.getHTML()).toContain(whole);
  });

  it("goes when it could not be sent up", () => {
    URL.createObjectURL = () => "blob:preview";
    putPictures(written("<p>Halo</p>"), [{ key: "bad", file: file("a.png") }], "Gambar");
    settlePictures(editor, [{ ...up, key: "bad", attachment: null, error: "too large" }]);
    expect(editor.getHTML()).toBe("<p>Halo</p>");
  });

  it("has words of its own, unless its name says nothing", () => {
    expect(wordsOf("nota 7.jpeg", "Gambar")).toBe("nota 7");
    expect(wordsOf("image.png", "Gambar")).toBe("Gambar");
  });
});

describe("a link", () => {
  it.each([
    ["toko.example/a?b=1", "https://toko.example/a?b=1"],
    [" http://toko.example ", "http://toko.example"],
    ["ani@toko.example", "mailto:ani@toko.example"],
    ["mailto:ani@toko.example?subject=x", "mailto:ani@toko.example?subject=x"],
    ["toko.example:8080/x", "https://toko.example:8080/x"],
    ["http://localhost:8000/x", "http://localhost:8000/x"],
    ["javascript:alert(1)", null],
    ["JaVaScRiPt:alert(1)", null],
    ["data:text/html,x", null],
    ["tel:+62811", null],
    ["file:///etc/passwd", null],
    ["ftp://toko.example", null],
    ["/relative", null],
    ["two words.example", null],
    ["https://", null],
    ["mailto:", null],
    ["", null],
  ])("%s leads to %s", (typed, href) => {
    expect(hrefOf(typed)).toBe(href);
  });

  it("that leads elsewhere is no link when it is pasted or comes out of a draft", () => {
    expect(written('<p><a href="javascript:x">a</a></p>').getHTML()).toBe("<p>a</p>");
    expect(
      cleaned(
        '<a href="page.html">a</a>',
        () => false,
        () => null,
      ).html,
    ).toBe("a");
    expect(written('<p><a href="https://x.example">a</a></p>').getHTML()).toContain("<a ");
  });
});

/** As the editor has it after cleaning. */
const put = (html: string) => {
  const { html: kept, left } = cleaned(
    html,
    () => false,
    () => null,
  );
  return { html: written(kept).getHTML(), left };
};

describe("what is pasted", () => {
  it("from Word keeps words, weight and lists, and nothing of Word", () => {
    const item = (level: number, mark: string, text: string) =>
      `<p class=MsoListParagraph style='margin-left:.5in;text-indent:-.25in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;
    const word = `<html xmlns:o="urn:x"><head><style>p.MsoNormal{margin:0}</style><!--[if gte mso 9]><xml></xml><![endif]--></head><body><!--StartFragment--><p class=MsoNormal><b>Halo</b> <span style='color:red'>Ibu</span><o:p></o:p></p>${item(1, "·", "satu")}${item(2, "o", "dalam")}${item(1, "·", "dua")}<p class=MsoNormal>lalu</p>${item(1, "1.", "pertama")}<!--EndFragment--></body></html>`;
    expect(put(word).html).toBe(
      "<p><strong>Halo</strong> Ibu</p><ul><li><p>satu</p><ul><li><p>dalam</p></li></ul></li><li><p>dua</p></li></ul><p>lalu</p><ol><li><p>pertama</p></li></ol>",
    );
  });

  it("from Google Docs is bold only where it was bold", () => {
    const docs =
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400">biasa </span><span style="font-weight:700">tebal</span></p><h2><span style="font-weight:400">Judul</span></h2></b>';
    expect(put(docs).html).toBe("<p>biasa <strong>tebal</strong></p><h2>Judul</h2>");
  });

  it("from a page of the web keeps tables of words; those that lay it out are gone", () => {
    const page =
      '<div class="x" onclick="y()"><table><tr><td><table><tr><td>Kota</td><td>Tiba</td></tr></table></td></tr></table><script>x</script><button>Beli</button><div style="display:none">tersembunyi</div></div>';
    expect(put(page).html).toBe(
      "<table><tbody><tr><td><p>Kota</p></td><td><p>Tiba</p></td></tr></tbody></table>",
    );
  });

  it("has no picture of another place, and says how many were left out", () => {
    const page = `<p>a<img src="https://toko.example/a.png"><img src="https://t.example/1.gif" width="1"><img src="file:///C:/a.png"></p>`;
    expect(put(page)).toEqual({ html: "<p>a</p>", left: 2 });
  });

  it("takes pictures that come with their bytes along as files", () => {
    const taken: File[] = [];
    const { html } = cleaned(
      '<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="peta"></p><img src="data:image/svg+xml;base64,AA==">',
      () => false,
      (file) => `key-${taken.push(file)}`,
    );
    expect(taken.map(({ name, type, size }) => [name, type, size])).toEqual([
      ["peta.png", "image/png", 8],
    ]);
    expect(html).toBe('<p><img alt="peta" data-wait="key-1"></p>');
  });

  it("is a file when there is a picture alone, and words when a program drew them too", () => {
    expect(hasWords('<img src="https://x.example/a.png">')).toBe(false);
    expect(hasWords("<table><tr><td></td><td></td></tr></table>")).toBe(true);
    expect(hasWords("<style>p{}</style><p>a</p>")).toBe(true);
    expect(hasWords("")).toBe(false);
  });
});
