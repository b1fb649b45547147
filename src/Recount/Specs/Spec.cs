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
/// <param name="External">Files that are named by their address: data, items, models; a file can stand behind several.</param>
/// <param name="Fits">By name.</param>
/// <param name="Claims">In file order.</param>
/// <param name="Inputs">The spec and its tables, with digests.</param>
public sealed record Spec(
    string Name, Paper Paper, Status Status, string? Source, IReadOnlyDictionary<string, PrintedNumber> Values, IReadOnlyDictionary<string, PrintedTable> Tables,
    IReadOnlyList<NeededFile> External, IReadOnlyDictionary<string, DeclaredFit?> Fits, IReadOnlyDictionary<string, Family> Families,
    IReadOnlyList<Claim> Claims, IReadOnlyList<InputFile> Inputs);

/// <summary>A file that a spec names by its address.</summary>
/// <param name="IsHere">It was there when the spec was read; null for one that is looked for only when it is needed.</param>
public sealed record NeededFile(ExternalInput Input, bool? IsHere);

/// <summary>The paper that a spec is about.</summary>
/// <param name="Fictional">An invented paper, such as the tutorial's: its findings accuse nobody and stay out of headlines.</param>
public sealed record Paper(string Title, string? Arxiv, string? Doi, string? Url, bool Fictional);

/// <summary>Claims whose p-values are adjusted together, whatever subset of them ran.</summary>
/// <param name="Method">holm, bh or by.</param>
/// <param name="Alpha">The threshold after adjusting.</param>
/// <param name="Claims">All claims that name the family, in file order.</param>
public sealed record Family(string Name, string Method, Rational Alpha, IReadOnlyList<string> Claims);
