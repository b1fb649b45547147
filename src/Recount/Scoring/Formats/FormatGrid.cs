using System.Text.Json;
using System.Text.RegularExpressions;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>The formats under which an evaluation is run, on the same items.</summary>
/// <param name="Formats">At least one; no two say the same or have one name.</param>
/// <param name="Reference">The name of the one that the others are compared with.</param>
public sealed partial record FormatGrid(IReadOnlyList<Format> Formats, string Reference)
{
    /// <summary>More formats than this are a mistake.</summary>
    public const int Most = 1024;

    /// <summary>The product of some values of axes over a format. Each is named by what it says otherwise: <c>gpt3 labels=Q/A</c>.</summary>
    /// <param name="values">By axis: values, each as the texts that say it.</param>
    public static IEnumerable<Format> Product(Format all, IReadOnlyList<(FormatKey Axis, IReadOnlyList<IReadOnlyList<TaskText>> Values)> values)
    {
        IEnumerable<Format> formats = [all];
        foreach (var (axis, of) in values)
        {
            formats = formats.SelectMany(f => of.Select(v => f.With(
                Joined(v) == Effective(all, axis) ? f.Name : $"{f.Name} {axis.Name}={Shown(Joined(v))}", Joined(v) == Effective(all, axis) ? f.Many(axis.Name) : v)));
        }

        return formats;
    }

    /// <summary>A grid of formats without those that give the same prompts as one before, such as seeds without shots; null when there is a mistake, which is said.</summary>
    /// <param name="reference">The name of the format that the others are compared with; null: the first.</param>
    public static FormatGrid? Of(IReadOnlyList<Format> formats, TaskText? reference, Place whole, Diagnostics diagnostics)
    {
        var (different, names, said) = (new List<Format>(), new Dictionary<string, Format>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var format in formats)
        {
            if (names.TryGetValue(format.Name, out var namesake))
            {
                if (namesake.Words != format.Words)
                {
                    diagnostics.Add(Mistakes.NotThisGrid(whole, $"two formats are called '{Plain.Short(format.Name, 80)}' and are not the same", "Give one of them a 'name'."));
                    return null;
                }
            }
            else if (said.Add(format.Without(Idle(format)).Words))
            {
                different.Add(format);
                names.Add(format.Name, format);
            }
        }

        if (different.Count is 0 or > Most)
        {
            diagnostics.Add(Mistakes.NotThisGrid(whole, different.Count == 0 ? "there is no format in this grid" : $"the grid has {different.Count} formats, and at most {Most} are run"));
            return null;
        }

        // As a spec names it, or as tables do.
        var named = reference is null ? different[0] : different.FirstOrDefault(d => d.Name == reference.Text) ?? different.FirstOrDefault(d => Called(d.Name) == reference.Text);
        if (named is null)
        {
            diagnostics.Add(Mistakes.NoSuchFormat(reference!.Whole, reference.Text, different.Select(d => d.Name)));
            return null;
        }

        return new(different, named.Name);
    }

    // Keys that change no prompt: of shots where there are none, of labels where the template has no slot for one, of lettered choices where none are listed.
    private static List<string> Idle(Format format)
    {
        var slots = format.One("template") is { } template ? Layout.Read(template, new())?.Slots.ToList() ?? [] : [];
        return
        [
            .. Effective(format, FormatKey.Of("shots")!) == "0" ? ["seed", "draw", "divider"] : Array.Empty<string>(),
            .. slots.All(s => s is Layout.Options or Layout.Choices or Layout.Verbalizer) && format.One("template") is not null ? ["labels", "separator", "casing"] : Array.Empty<string>(),
            .. Effective(format, FormatKey.Of("scoring")!) is "text" or "generate" && !slots.Contains(Layout.Choices) ? ["marker"] : Array.Empty<string>(),
        ];
    }

    /// <summary>The axes on which some of the formats differ, in the order of tables.</summary>
    public IReadOnlyList<FormatKey> Varied => [.. FormatKey.All.Where(k => k.IsAxis && Formats.Select(f => Effective(f, k)).Distinct().Skip(1).Any())];

    /// <summary>What a format says on an axis, or what counts where it says nothing.</summary>
    public static string Effective(Format format, FormatKey axis) => format.Value(axis.Name)
        ?? (axis.Name == "labels" && format.One("template") is { } template && Layout.Read(template, new()) is { } layout
            ? string.Join('/', layout.Slots.Where(s => s is not (Layout.Options or Layout.Choices or Layout.Verbalizer)))
            : axis.Otherwise ?? "");

    /// <summary>A value as a name and a table show it: in quotes where white space is a part of it.</summary>
    public static string Shown(string value) => value.Length > 0 && !value.Any(c => char.IsWhiteSpace(c) || c is '"') ? value
        : $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>The name of a format of a grid as tables and pictures show it: without axes whose values say by themselves what they are of: gpt3, Q/A, True/False, shots=5.</summary>
    public static string Called(string name) => Axis().Replace(name, m => m.Groups[1].Success ? ", " : $", {m.Value[1..]}");

    [GeneratedRegex(" (?:(labels|verbalizers|scoring|normalisation|marker|casing)|[a-z]+)=")]
    private static partial Regex Axis();

    private static string Joined(IReadOnlyList<TaskText> value) => string.Join('/', value.Select(v => v.Text));
}
