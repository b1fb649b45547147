using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>A task laid out in one format, ready to be put to a model.</summary>
/// <param name="By">How an item's score comes of what the model said.</param>
/// <param name="Bos">auto, yes, no or legacy.</param>
/// <param name="Unconditional">Contexts without a question under which choices are scored too.</param>
public sealed record FormatTask(Format Format, BenchmarkTask Task, ScoredBy By, string Bos, IReadOnlyList<string> Unconditional);

/// <summary>How an item's score comes of what a model said of it. A closed family.</summary>
public abstract record ScoredBy
{
    private ScoredBy()
    {
    }

    /// <summary>1 where the choice of the greatest value is a right one, else 0.</summary>
    public sealed record Ranked(Normalisation By) : ScoredBy;

    /// <summary>1 where the text that was to follow is what would be written, else 0.</summary>
    public sealed record Followed : ScoredBy;

    /// <summary>1 where what was written is the right answer, else 0; where <paramref name="Holds"/> names a field that is false, 1 where it is not.</summary>
    public sealed record Written(string? Holds) : ScoredBy
    {
        /// <summary>What such a field says; null where it says neither.</summary>
        public static bool? IsTrue(Field field) => PromptTemplate.Shown(field)?.Trim().ToLowerInvariant() switch { "true" or "1" => true, "false" or "0" => false, _ => null };

        /// <summary>The answer of an item is to be the one that the format names.</summary>
        public bool IsWanted(Item item) => Holds is null || (FieldPath.Read(Holds, Place.Nowhere, new())?.Find(item) is { } field && IsTrue(field) is true);
    }
}
