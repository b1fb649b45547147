using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Recorded;

/// <summary>Reads <c>samples_*.jsonl</c> of lm-evaluation-harness; a bad line is named and left out.</summary>
public static partial class SampleLines
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "doc_id", "doc", "target", "arguments", "resps", "filtered_resps", "filter", "metrics", "doc_hash", "prompt_hash", "target_hash", "task_name", "schema_version",
    };

    private static readonly string[] Needed = ["doc_id", "target", "arguments", "filtered_resps"];

    /// <summary>The task and the time that the name of a file tells, samples_TASK_TIME.jsonl; null where it is called otherwise.</summary>
    public static (string Task, string Time)? Named(string path) => Name().Match(path) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <param name="file">The path as people see it.</param>
    public static IReadOnlyList<RecordedSample> Read(string file, TextReader text, Diagnostics diagnostics)
    {
        var samples = new List<RecordedSample>();
        foreach (var line in TextLines.Of(text).Where(l => !l.IsBlank))
        {
            if (JsonText.Read(file, line.Text, Mistakes.BadSample, diagnostics, line.Number) is { } json && One(json, line.Number, diagnostics) is { } sample)
            {
                samples.Add(sample);
            }
        }

        return samples;
    }

    private static RecordedSample? One(JsonText json, int line, Diagnostics diagnostics)
    {
        var root = json.Root;
        var missing = Needed.Where(k => root.At(k) is Field.Missing).ToList();
        if (missing.Count > 0)
        {
            diagnostics.Add(Mistakes.BadSample(json.At(), $"this line has no {string.Join(" and no ", missing)}"));
            return null;
        }

        // Since 0.4.3 a mapping from gen_args_0, gen_args_1 ... to arg_0, arg_1; before, lists.
        var arguments = root.At("arguments") is Field.Record record ? [.. record.Parts.Values] : root.At("arguments").Elements();
        var requests = arguments.Select(a => (First: Argument(a, 0), Second: Argument(a, 1))).ToList();
        if (requests.Count == 0 || requests.Any(r => r.First is not Field.Text))
        {
            diagnostics.Add(Mistakes.BadSample(json.At("arguments"), "these arguments hold no context"));
            return null;
        }

        var named = root.At("metrics").Elements().Select(m => m.Word()).OfType<string>().ToList();
        var metrics = root.Entries().Where(e => named.Count > 0 ? named.Contains(e.Key) : !Known.Contains(e.Key)).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        if (metrics.Count == 0)
        {
            diagnostics.Add(Mistakes.BadSample(json.At(), "this line holds no metric"));
            return null;
        }

        return new(
            root.At("doc_id").Word() ?? line.ToString(CultureInfo.InvariantCulture), line, root.At("filter").Word() ?? "none",
            [.. requests.Select(r => (((Field.Text)r.First).Value, (r.Second as Field.Text)?.Value))], [.. root.At("resps").Elements().Select(r => r.Elements())],
            root.At("filtered_resps").Elements(), root.At("target") is Field.Text target ? target.Value : root.At("target").Json, metrics)
        {
            IsWritten = requests[0].Second is Field.Record,
        };
    }

    [GeneratedRegex(@"(?:^|[/\\])samples_([^/\\]+)_(\d{4}-\d{2}-\d{2}T[-:.0-9]+)\.jsonl$")]
    private static partial Regex Name();

    private static Field Argument(Field arguments, int index) =>
        arguments is Field.Record ? arguments.At($"arg_{index}") : arguments.Elements() is { } all && index < all.Count ? all[index] : Field.Nothing;
}
