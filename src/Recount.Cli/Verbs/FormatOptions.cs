using System.CommandLine;
using System.Text.Json;
using Recount.Scoring.Formats;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Cli.Verbs;

/// <summary>What a command line says of prompt formats: presets, values that replace what they say, and values to vary.</summary>
internal sealed class FormatOptions
{
    private readonly Option<string[]> _formats = new("--formats")
    {
        Description = "Published formats by name: gpt3, lm-eval, helm. If left out and nothing is varied, all of the task whose fields the items have.", HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _vary = new("--vary")
    {
        Description = "A value of an axis to vary over the first format, as labels=Q/A; all combinations are run. In quotes where blanks and breaks count: separator=\":\\n\".",
        HelpName = "AXIS=VALUE", AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _reference = new("--reference") { Description = "The format that the others are compared with; the first if left out.", HelpName = "NAME" };

    private readonly IReadOnlyList<(FormatKey Key, Option<string[]> Option)> _said =
        [.. FormatKey.All.Where(k => k.Name is not ("source" or "status" or "note")).Select(k => (k, new Option<string[]>($"--{k.Name}") { Description = k.Meaning, HelpName = "TEXT" }))];

    public void AddTo(Command command, bool grid)
    {
        command.Add(_formats);
        if (grid)
        {
            command.Add(_vary);
            command.Add(_reference);
        }

        foreach (var (_, option) in _said)
        {
            command.Add(option);
        }
    }

    /// <summary>No format is named and nothing is said of any: all that are known are meant.</summary>
    public bool AreAll(ParseResult parsed) =>
        _said.Select(s => s.Option).Append(_formats).Append(_vary).All(o => parsed.GetValue(o) is not { Length: > 0 }) && parsed.GetValue(_reference) is null;

    /// <summary>The formats that a command line names; null when there is a mistake, all of which are said.</summary>
    /// <param name="task">Null for one of the user's own.</param>
    /// <param name="alone">The preset that is taken where no format is named; null: all of them.</param>
    public FormatGrid? Read(ParseResult parsed, FormattedTask? task, string? alone, Diagnostics diagnostics)
    {
        var reader = new FormatReader(diagnostics);
        var presets = task is null ? [] : Presets.Of(task.Name);
        var said = _said.SelectMany(s => (parsed.GetValue(s.Option) ?? []).SelectMany(v =>
            reader.Parted(s.Key, new(s.Key.Name, Meant(v), ScoreOptions.At($"--{s.Key.Name}"))))).ToList();
        var values = Values(parsed, reader, diagnostics);
        var named = (parsed.GetValue(_formats) ?? []).SelectMany(f => f.Split(',')).ToList();
        var formats = named.Count > 0 ? named.Select(n => reader.Preset(new("formats", n, ScoreOptions.At("--formats")), presets)).OfType<Format>().ToList()
            : presets.Count == 0 ? [new("own", [])]
            : [.. presets.Where(p => p.Name == (alone ?? (values.Count > 0 || said.Count > 0 ? presets[0].Name : p.Name))).Select(p => p.Named(new("task", 1, 1, 1)))];
        if (formats.Count == 0)
        {
            return null;
        }

        formats = formats.ConvertAll(f => Said(f, said));
        formats = [.. FormatGrid.Product(formats[0], values).Take(FormatGrid.Most + 1), .. formats.Skip(1)];
        TaskText? against = parsed.GetValue(_reference) is { } reference ? new("reference", reference, ScoreOptions.At("--reference")) : null;
        return FormatGrid.Of(formats, against, new("--formats", 1, 1, 1), diagnostics);
    }

    // A published format of which something else is said is called so; where that is its layout, it is no longer that of the source.
    private static Format Said(Format format, IReadOnlyList<TaskText> said)
    {
        var other = format.With(format.Name, said);
        var changed = said.Select(s => s.Key).Distinct().Where(k => FormatGrid.Effective(other, FormatKey.Of(k)!) != FormatGrid.Effective(format, FormatKey.Of(k)!)).ToList();
        if (format.Said.Count == 0 || changed.Count == 0)
        {
            return other;
        }

        var name = format.Name + string.Concat(changed.Select(k => $" {k}={FormatGrid.Shown(other.Value(k) ?? "")}"));
        return (changed.All(k => k is "shots" or "seed" or "draw" or "divider" or "normalisation" or "bos") ? other : other.Without(["source", "status", "note"])) with { Name = name };
    }

    private List<(FormatKey Axis, IReadOnlyList<IReadOnlyList<TaskText>> Values)> Values(ParseResult parsed, FormatReader reader, Diagnostics diagnostics)
    {
        var values = new List<(FormatKey Axis, List<IReadOnlyList<TaskText>> Of)>();
        foreach (var text in parsed.GetValue(_vary) ?? [])
        {
            var at = ScoreOptions.At("--vary");
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? text : text[..equals];
            if (equals < 0 && FormatKey.Of(name) is { IsAxis: true })
            {
                diagnostics.Add(Mistakes.NotThisGrid(at(0, name.Length), $"'{name}' has no value to take", $"Write it as {name}=VALUE."));
                continue;
            }

            if (FormatKey.Of(name) is not { IsAxis: true } axis || equals < 0)
            {
                diagnostics.Add(Mistakes.UnknownAxis(at(0, name.Length), name, FormatKey.All.Where(k => k.IsAxis).Select(k => k.Name)));
                continue;
            }

            if (values.All(v => v.Axis != axis))
            {
                values.Add((axis, []));
            }

            values.First(v => v.Axis == axis).Of.Add(reader.Parted(axis, new(axis.Name, Meant(text[(equals + 1)..]), at)));
        }

        return values.ConvertAll(v => (v.Axis, (IReadOnlyList<IReadOnlyList<TaskText>>)v.Of));
    }

    // In quotes, as tables show a value with white space in it, or as it is.
    private static string Meant(string text)
    {
        try
        {
            return text is ['"', .., '"'] ? JsonSerializer.Deserialize<string>(text)! : ScoreOptions.Unescaped(text);
        }
        catch (JsonException)
        {
            return ScoreOptions.Unescaped(text);
        }
    }
}
