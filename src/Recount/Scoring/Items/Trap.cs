using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>Something that is no mistake in form, and is known to have changed published scores. A warning.</summary>
/// <param name="Id">Which one: "backslash-n".</param>
/// <param name="At">The place of the template that it is in.</param>
/// <param name="Items">How many items show it; 0 where it is in the template itself.</param>
/// <param name="Sentence">One a reviewer could paste into an e-mail.</param>
public sealed record Trap(string Id, Place At, int Items, string Sentence);
