using System.CommandLine;
using System.Text;
using Recount.Scoring.Tasks;

namespace Recount.Cli.Verbs;

/// <summary>The command line of <c>recount score</c>: what a task is, by the names that YAML has for it too, and how it is run.</summary>
internal sealed class ScoreOptions
{
    private readonly Argument<string?> _model = new("model") { Description = "The model's folder, or a graph in it: Optimum's layout or onnx-community's.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Argument<string?> _data = new("data")
    {
        Description = "Items: .jsonl, .json, .csv, .tsv or .parquet; or an address that 'recount fetch --url' got, with --data-sha256.", Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly IReadOnlyList<(string Key, Option<string[]> Option)> _said = [.. TaskReader.Keys.Concat(ScoreReader.Keys).Select(k => (k.Key, new Option<string[]>($"--{k.Key}")
    {
        Description = k.Meaning, HelpName = HelpOf(k.Key),
        AllowMultipleArgumentsPerToken = k.Key is "choices" or "until" or "regex" or "filter" or "ignore" or "ignore-pattern" or "beginnings",
    }))];

    private readonly Option<string?> _from = new("--from") { Description = "Read all of this from YAML that an earlier run showed; what is said here too wins.", HelpName = "FILE" };
    private readonly Option<string> _device = new("--device") { Description = "auto, cpu, cuda or cuda:1.", HelpName = "DEVICE", DefaultValueFactory = _ => "auto" };
    private readonly Option<int> _threads = Threads();
    private readonly Option<int?> _batch = new("--batch-tokens") { Description = "Tokens of a batch; left out, the first batches tell what is fastest.", HelpName = "N" };
    private readonly Option<string?> _log = new("--log") { Description = "Where scores are kept while they are measured; in the cache if left out.", HelpName = "FILE" };
    private readonly Option<bool> _fresh = new("--fresh") { Description = "Measure anew, whatever the log holds." };
    private readonly Option<string?> _out = new("--out") { Description = "Write items.jsonl and score.yaml into this folder.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Add(_model);
        command.Add(_data);
        foreach (var option in _said.Select(s => (Option)s.Option).Concat([_from, _device, _threads, _batch, _log, _fresh, _out]))
        {
            command.Add(option);
        }
    }

    /// <summary>What a command line says.</summary>
    public Line Read(ParseResult parsed)
    {
        IEnumerable<TaskText> Given(Argument<string?> argument) => parsed.GetValue(argument) is { } text ? [new(argument.Name, text, At(argument.Name))] : [];
        var texts = _said.SelectMany(s => (parsed.GetValue(s.Option) ?? []).Select(v => new TaskText(s.Key, Unescaped(v), At($"--{s.Key}"))));
        return new(
            [.. Given(_model), .. Given(_data), .. texts], parsed.GetValue(_from), parsed.GetValue(_device)!, parsed.GetValue(_threads), parsed.GetValue(_batch), parsed.GetValue(_log),
            parsed.GetValue(_fresh), parsed.GetValue(_out));
    }

    private static string HelpOf(string key) => key switch
    {
        "limit" or "max-tokens" or "max-length" or "shots" or "seed" or "regex-which" => "N",
        "shots-from" => "FILE",
        _ when key.EndsWith("sha256", StringComparison.Ordinal) => "DIGEST",
        "rolling" => "true",
        _ => "TEXT",
    };

    /// <summary>The option of all commands that run a model.</summary>
    public static Option<int> Threads() => new("--threads")
    {
        Description = "Threads of one operator; 0 for as many as there are cores.", HelpName = "N",
        Validators = { r => { if (r.Tokens is [{ Value: ['-', ..] }]) { r.AddError("--threads takes 0 or more."); } } },
    };

    /// <summary>Places in what an option says.</summary>
    public static Func<int, int, Text.Place> At(string option) => (offset, length) => new(option, 1, offset + 1, Math.Max(1, length));

    /// <summary>A backslash writes what a shell makes hard to type: <c>\n</c>, <c>\t</c>, <c>\\</c>.</summary>
    public static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var meant = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] switch { 'n' => "\n", 't' => "\t", '\\' => "\\", _ => null } : null;
            plain.Append(meant ?? text[i].ToString());
            i += meant is null ? 0 : 1;
        }

        return plain.ToString();
    }

    /// <summary>A command line.</summary>
    /// <param name="Texts">What the evaluation is.</param>
    internal sealed record Line(IReadOnlyList<TaskText> Texts, string? From, string Device, int Threads, int? BatchTokens, string? Log, bool Fresh, string? Out);
}
