using Recount.Claims;
using Recount.Claims.Fits;
using Recount.Claims.Recorded;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Specs;

/// <summary>One paper's claims and everything needed to check them; one YAML file.</summary>
/// <param name="Name">The file's name without extension: what findings and snapshots call it.</param>
/// <param name="Status">Of numbers that declare none, with <paramref name="Source"/>: who quotes them.</param>
/// <param name="External">Data sets whose file is named by its address; a file can stand behind several.</param>
/// <param name="Fits">By name.</param>
/// <param name="Claims">In file order.</param>
/// <param name="Inputs">The spec and its tables, with digests.</param>
public sealed record Spec(
    string Name, Paper Paper, Status Status, string? Source, IReadOnlyDictionary<string, PrintedNumber> Values, IReadOnlyDictionary<string, PrintedTable> Tables,
    IReadOnlyList<DeclaredData> External, IReadOnlyDictionary<string, DeclaredFit?> Fits, IReadOnlyDictionary<string, Family> Families,
    IReadOnlyList<Claim> Claims, IReadOnlyList<InputFile> Inputs)
{
    /// <summary>What other programs measured.</summary>
    public IReadOnlyList<DeclaredResults> Results { get; init; } = [];

    /// <summary>Every file that must be fetched; one can stand behind several names.</summary>
    public IEnumerable<ExternalInput> Fetched => External.Select(d => d.Input!).Concat(Results.Select(r => r.Input).OfType<ExternalInput>());
}

/// <summary>The paper that a spec is about.</summary>
/// <param name="Fictional">An invented paper, such as the tutorial's: its findings accuse nobody and stay out of headlines.</param>
public sealed record Paper(string Title, string? Arxiv, string? Doi, string? Url, bool Fictional);

/// <summary>Claims whose p-values are adjusted together, whatever subset of them ran.</summary>
/// <param name="Method">holm, bh or by.</param>
/// <param name="Alpha">The threshold after adjusting.</param>
/// <param name="Claims">All claims that name the family, in file order.</param>
public sealed record Family(string Name, string Method, Rational Alpha, IReadOnlyList<string> Claims);
