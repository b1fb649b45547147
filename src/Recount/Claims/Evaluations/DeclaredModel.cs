using Recount.Findings;
using Recount.Text;

namespace Recount.Claims.Evaluations;

/// <summary>A language model that a spec declares: a folder below the spec, or files by address and digest.</summary>
/// <param name="Says">What sentences call it; its name where the spec says nothing else.</param>
/// <param name="Folder">Below the folder of the spec; null where its files must be fetched.</param>
/// <param name="Files">By their paths in the folder of the model.</param>
/// <param name="Spec">The path of the spec, to which <paramref name="Folder"/> is relative.</param>
public sealed record DeclaredModel(string Name, string Says, string? Folder, IReadOnlyList<(string Path, ExternalInput Input)> Files, string Spec, Place At);
