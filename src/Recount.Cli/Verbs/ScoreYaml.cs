using System.Text;
using Recount.Reports;
using Recount.Scoring.Tasks;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Cli.Verbs;

/// <summary>An evaluation as YAML: written with all digests and what it gave, and read to be run again.</summary>
internal static class ScoreYaml
{
    private const string Section = "evaluations";

    private static readonly string[] Lists = ["choices", "beginnings", "until", "regex", "filter", "ignore", "ignore-pattern", "unconditional"];

    /// <summary>The evaluation.</summary>
    /// <param name="said">What was said of it.</param>
    /// <param name="digests">Of model, tokenizer and data, by key.</param>
    public static string Render(IReadOnlyList<TaskText> said, IReadOnlyList<(string Key, string Digest)> digests, TaskResult result)
    {
        var yaml = new StringBuilder($"{Section}:\n  {YamlQuote.Of(result.Task.Name)}:\n");
        foreach (var group in said.Where(s => s.Key is not "name" && digests.All(d => d.Key != s.Key)).GroupBy(s => s.Key))
        {
            var values = group.Select(s => YamlQuote.Of(s.Text)).ToList();
            yaml.Append($"    {group.Key}: {(values.Count > 1 ? $"[{string.Join(", ", values)}]" : values[0])}\n");
        }

        foreach (var (key, digest) in digests)
        {
            yaml.Append($"    {key}: {digest}\n");
        }

        yaml.Append("    measured:\n");
        foreach (var score in result.Scores)
        {
            yaml.Append($"      {score.Metric}: {YamlQuote.Of(ScorePage.Value(score))}\n");
        }

        return yaml.ToString();
    }

    /// <summary>What the first evaluation of a file says; null when there is a mistake, all of which are said. What was measured is not read.</summary>
    public static IReadOnlyList<TaskText>? Read(SourceText source, Diagnostics diagnostics)
    {
        var mark = diagnostics.Mark;
        if (YamlText.Read(source, diagnostics) is not { } root)
        {
            return null;
        }

        var keys = TaskReader.Keys.Concat(ScoreReader.Keys).Select(k => k.Key).Concat(["model", "data", "measured"]).ToList();
        var said = new List<TaskText>();
        if (root is YamlNode.Mapping file && file[Section] is YamlNode.Mapping { Entries: [var first, ..] } && first.Value is YamlNode.Mapping one)
        {
            said.Add(new("name", first.Key.Text, first.Key.Part));
            foreach (var (key, value) in one.Entries)
            {
                if (!keys.Contains(key.Text))
                {
                    diagnostics.Add(Mistakes.UnknownKey(key.Begin, "an evaluation", key.Text, keys));
                }
                else if (key.Text != "measured")
                {
                    said.AddRange(Texts(key.Text, value, diagnostics));
                }
            }
        }
        else
        {
            diagnostics.Add(Mistakes.MissingKey(root.At, "the file", Section, "evaluations by name, as 'recount score' writes them."));
        }

        return diagnostics.Mark > mark ? null : said;
    }

    private static IEnumerable<TaskText> Texts(string key, YamlNode value, Diagnostics diagnostics)
    {
        foreach (var node in value is YamlNode.Sequence list && Lists.Contains(key) ? list.Items : [value])
        {
            if (node is YamlNode.Scalar scalar)
            {
                yield return new(key, scalar.Text, scalar.Part);
            }
            else
            {
                diagnostics.Add(Mistakes.WrongKind(node.At, node.Kind, Lists.Contains(key) ? "a text or a list of texts" : "a text"));
            }
        }
    }
}
