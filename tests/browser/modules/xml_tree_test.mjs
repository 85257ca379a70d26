import assert from "node:assert/strict";
import { test } from "node:test";
import { importPageModule } from "../support/module.mjs";

const { parseXml, xmlTextOf } = await importPageModule("body/tree/xml_tree.ts");

/** Elements as [name, attributes, …children], the rest as [kind, text]. */
const plain = (node, text) =>
  node.kind === "element"
    ? [node.name, Object.fromEntries(node.attributes), ...node.children.map((c) => plain(c, text))]
    : [node.kind, xmlTextOf(node, text)];
const read = (text) => parseXml(text).map((node) => plain(node, text));

const errorIn = (text) => {
  try {
    parseXml(text);
  } catch (error) {
    assert.ok("line" in error, String(error));
    return error;
  }
  return assert.fail(`no error in ${text}`);
};

test("reads elements, attributes and texts as they were written", () => {
  assert.deepEqual(read(`<a x="1" y:z='"'>one<b/>two &amp; &#x1F3A3;<c></c></a>`), [
    [
      "a",
      { x: "1", "y:z": '"' },
      ["text", "one"],
      ["b", {}],
      ["text", "two &amp; &#x1F3A3;"],
      ["c", {}],
    ],
  ]);
});

test("reads what stands around the root, and sections", () => {
  const text = `\ufeff<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY b "]>"> <!-- ' > ] --> ]>
<!-- a comment -->
<a><![CDATA[<b>&]]></a>
<?end?>`;
  assert.deepEqual(read(text), [
    ["instruction", '<?xml version="1.0"?>'],
    ["doctype", `<!DOCTYPE a [<!ENTITY b "]>"> <!-- ' > ] --> ]>`],
    ["comment", " a comment "],
    ["a", {}, ["cdata", "<b>&"]],
    ["instruction", "<?end?>"],
  ]);
});

test("says where the text stops being XML, and why", () => {
  for (const [text, line, column, reason] of [
    ["<a>\n  <b>x</a>", 2, 7, /<\/a> stands where <b> of line 2 is to be closed/],
    ["<a>\n<b>", 2, 4, /ends before <b> of line 2/],
    ["", 1, 1, /no element/],
    ["<a/><b/>", 1, 5, /one outermost element/],
    ["<a/>x", 1, 5, /behind the outermost/],
    ["x<a/>", 1, 1, /before the outermost/],
    ["<a>1 & 2</a>", 1, 6, /"&amp;"/],
    ["<a>&nbsp;</a>", 1, 4, /&nbsp; isn't declared/],
    ["<a b=1/>", 1, 6, /a value in quotes/],
    ["<a b='1/>", 1, 6, /no closing quote/],
    ["<a b='<'/>", 1, 7, /"&lt;"/],
    ["<a b='1'b='2'/>", 1, 9, /a blank/],
    ["<a b='1' b='2'/>", 1, 10, /twice/],
    ["<a b='1'", 1, 1, /has no end/],
    ["<1/>", 1, 2, /an element's name/],
    ["</a>", 1, 1, /closes nothing/],
    ["<a>]]></a>", 1, 4, /\]\]&gt;/],
    ["<a>\u0001</a>", 1, 4, /doesn't allow/],
    ["<a><!-- </a>", 1, 4, /-->/],
    ["<!DOCTYPE a [<!ENTITY>", 1, 1, /document type has no end/],
  ]) {
    const error = errorIn(text);
    assert.deepEqual([error.line, error.column], [line, column], `${text}: ${error.message}`);
    assert.match(error.message, reason);
  }
});

test("takes entities as they stand, so that they can't grow", () => {
  const text = `<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&b;">]><a>&b;</a>`;
  assert.deepEqual(read(text)[1], ["a", {}, ["text", "&b;"]]);
});

test("follows any depth", () => {
  const depth = 100_000;
  let [node] = parseXml("<a>".repeat(depth) + "</a>".repeat(depth));
  for (let level = 1; level < depth; level += 1) [node] = node.children;
  assert.deepEqual(node.children, []);
  assert.match(errorIn("<a>".repeat(depth)).message, /ends before/);
});
