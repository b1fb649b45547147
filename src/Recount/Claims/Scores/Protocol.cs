using System.Globalization;
using Recount.Findings;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Scores;

/// <summary>What a paper says of how it measured a score. Each part may be left out: nothing is then compared.</summary>
/// <param name="Discloses">False: the paper does not print its prompt, so that no measurement is known to be the same.</param>
/// <param name="Version">Of the task, as a program numbers it.</param>
public sealed record Protocol(string? Model, int? Shots, string? Split, string? Scoring, bool? Discloses, string? Version = null)
{
    /// <summary>Nothing is said.</summary>
    public static Protocol Undeclared { get; } = new(null, null, null, null, null);

    /// <summary>The keys of a paper's protocol, for the shapes of claims about scores.</summary>
    public static IReadOnlyList<Key> Keys { get; } =
    [
        new("model", new Shape.Text("The paper's model, as the measurement calls it.")),
        new("shots", new Shape.Text("How many solved examples stand before the question in the paper: a whole number.")),
        new("split", new Shape.Text("The split that the paper evaluates, such as validation.")),
        new("scoring", new Shape.Text("How the paper makes an answer a score, as the measurement calls it.")),
        new("version", new Shape.Text("The task's version, as the program numbers it.")),
        new("prompt", new Shape.Word("Whether the paper prints its prompt; with undisclosed the verdict is not-comparable.", ["disclosed", "undisclosed"])),
    ];

    /// <summary>Reads those <see cref="Keys"/> of a mapping; what is no number of shots is said.</summary>
    public static Protocol Read(YamlNode.Mapping node, Diagnostics diagnostics)
    {
        var shots = node.Text("shots");
        var number = int.TryParse(shots?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var k) ? k : (int?)null;
        if (shots is not null && number is null)
        {
            diagnostics.Add(Mistakes.NoFreeNumber(shots.At, "number of shots", shots.Text, "0"));
        }

        var prompt = node.Text("prompt")?.Text;
        return new(
            node.Text("model")?.Text, number, node.Text("split")?.Text, node.Text("scoring")?.Text, prompt is null ? null : prompt != "undisclosed", node.Text("version")?.Text);
    }

    /// <summary>
    /// In what the measurement differs from the paper, in clauses: "the paper used 32 shots, measured with 0". A part that the paper declares and the measurement does
    /// not tell is one of them: a comparison that cannot be made never reads as a pass.
    /// </summary>
    public IReadOnlyList<string> Differences(IReadOnlyList<ProtocolFact> measured)
    {
        var found = new List<string>();
        void Compare(string? paper, string name, Func<string, string> theirs, Func<string, string> ours, Func<string, string, bool> same)
        {
            if (paper is null)
            {
                return;
            }

            var fact = measured.FirstOrDefault(f => f.Name == name)?.Value;
            if (fact is null)
            {
                found.Add($"{theirs(paper)}, and the measurement does not tell its {name}");
            }
            else if (!same(paper, fact))
            {
                found.Add($"{theirs(paper)}, {ours(fact)}");
            }
        }

        Compare(Model, FactNames.Model, p => $"the paper's model is {p}", m => $"measured was {m}", SameModel);
        Compare(
            Shots?.ToString(CultureInfo.InvariantCulture), FactNames.Shots, p => $"the paper used {p} {(p == "1" ? "shot" : "shots")}", m => $"measured with {m}", string.Equals);
        Compare(Split, FactNames.Split, p => $"the paper's split is {p}", m => $"measured on {m}", Alike);
        Compare(Scoring, FactNames.Scoring, p => $"the paper's scoring is {p}", m => $"measured by {m}", Alike);
        Compare(Version, FactNames.Version, p => $"the paper's version of the task is {p}", m => $"measured is version {m}", SameVersion);
        if (Discloses is false)
        {
            found.Add("the paper does not disclose its prompt");
        }

        return found;
    }

    private static bool Alike(string a, string b) => Plainly(a) == Plainly(b);

    // Who publishes a model is often left out: EleutherAI/pythia-70m is pythia-70m.
    private static bool SameModel(string a, string b) =>
        string.Equals(a, b, StringComparison.OrdinalIgnoreCase) ||
        (a.Contains('/', StringComparison.Ordinal) != b.Contains('/', StringComparison.Ordinal) && string.Equals(a.Split('/')[^1], b.Split('/')[^1], StringComparison.OrdinalIgnoreCase));

    private static bool SameVersion(string a, string b) => a == b ||
        (double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && x == y);

    // acc-norm, acc_norm and "acc norm" are one word; so are accuracy and acc.
    private static string Plainly(string text) => text.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_') switch { "accuracy" => "acc", var word => word };
}
