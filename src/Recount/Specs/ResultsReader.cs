using Recount.Claims.Recorded;
using Recount.Findings;
using Recount.Printed;
using Recount.Scoring.Recorded;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the results of others that a spec declares: files of evaluations that somebody else ran.</summary>
/// <param name="files">Gives the text of a file below the spec.</param>
/// <param name="external">Looks for a file that the spec names by address and digest.</param>
/// <param name="inputs">Every file that was read is added.</param>
internal sealed class ResultsReader(
    InputReader named, NumberReader numbers, Func<string, (SourceText? Text, string? Problem)> files, Func<ExternalInput, FoundInput> external, List<InputFile> inputs,
    Diagnostics diagnostics)
{
    private static readonly string[] Origins = ["file", "url"];

    /// <summary>A results file; <paramref name="declarations"/> say how well it is known.</summary>
    public static Shape Shape(params Key[] declarations) => new Shape.Mapping("results", "Scores that another program measured and wrote down.",
    [
        new("file", new Shape.Text("A results file below the folder of the spec.")),
        .. InputReader.Keys("a results file"),
        new("format", new Shape.Word("What wrote it, where it does not look like it.", RecordedReader.Formats)),
        new("samples", new Shape.Text("The file of the items of a task, samples_*.jsonl of lm-evaluation-harness, below the folder of the spec: the score is then computed again.")),
        .. declarations,
    ]);

    /// <summary>All results by name; null where there is a mistake in one.</summary>
    public Dictionary<string, DeclaredResults?> Read(YamlNode.Mapping? node)
    {
        var read = new Dictionary<string, DeclaredResults?>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            if (!SpecReader.IsId(name.Text))
            {
                diagnostics.Add(Mistakes.BadName(name.At, "results", name.Text));
            }

            read[name.Text] = value is YamlNode.Mapping mapping ? One(name, mapping) : null;
        }

        return read;
    }

    private DeclaredResults? One(YamlNode.Scalar name, YamlNode.Mapping node)
    {
        var mark = diagnostics.Mark;
        var given = Origins.Where(o => node[o] is not null).ToList();
        if (given.Count != 1)
        {
            diagnostics.Add(Mistakes.NoOriginOfResults(name.At, name.Text, given));
        }

        if (given is ["file"])
        {
            named.RefuseOfLocal(node, name.At);
        }

        var lines = node.Text("samples") is { } path ? Text(path) : null;
        var samples = lines is null ? [] : SampleLines.Read(lines.Path, new StringReader(lines.Text), diagnostics);
        var input = node.Text("url") is { } url && given.Count == 1 ? named.Read(name.Text, node, url) : null;
        var found = input is null ? null : external(input);
        var text = node.Text("file") is { } file && given.Count == 1 ? Text(file) : Known(found?.Text);
        var run = text is null ? null : RecordedReader.Read(text, node.Text("format")?.Text, diagnostics);
        return diagnostics.Mark > mark ? null
            : new(name.Text, run, samples, lines is null ? null : SampleLines.Named(lines.Path)?.Task, input, text, found?.Problem, numbers.Status(node), numbers.Source(node));
    }

    private SourceText? Text(YamlNode.Scalar path)
    {
        var (text, problem) = files(path.Text);
        if (text is null)
        {
            diagnostics.Add(Mistakes.NoResultsFile(path.At, path.Text, problem ?? "cannot be read"));
        }

        return Known(text);
    }

    private SourceText? Known(SourceText? text)
    {
        if (text is not null)
        {
            inputs.Add(new(text.Path, text.Sha256));
        }

        return text;
    }
}
