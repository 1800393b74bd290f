// Reads a list of texts with front matter from the standard input, and writes what each reader makes of them.
const yaml = require("js-yaml");
const yaml3 = require("js-yaml-3");
const matter = require("gray-matter");
const modern = require("yaml");

const block = (text) => text.split("\n---\n", 1)[0].replace(/^---\n/, "") + "\n";
const readers = {
  "js-yaml": (text) => yaml.load(block(text)),
  "js-yaml 3": (text) => yaml3.load(block(text)),
  "gray-matter": (text) => matter(text, {}).data,
  yaml: (text) => modern.parse(block(text)),
};

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = texts.map((text) => {
  const answer = {};
  for (const [name, read] of Object.entries(readers)) {
    try {
      answer[name] = read(text);
    } catch (error) {
      answer[name] = { error: String(error.message) };
    }
  }
  return answer;
});
process.stdout.write(JSON.stringify(answers));
