using Recount.Scoring.Items;

namespace Recount.Scoring.Tasks;

/// <summary>A benchmark as it is put to a model: items, and how each becomes a prompt.</summary>
/// <param name="Name">What draws of shots hang on, besides the seed and the item.</param>
/// <param name="Context">The question, without what follows it.</param>
/// <param name="Delimiter">Between a question and a choice, or the answer in a shot; lm-evaluation-harness puts one blank.</param>
/// <param name="Description">Before everything; a template of the evaluated item, followed by nothing of its own.</param>
/// <param name="Shots">Null for none.</param>
public sealed record BenchmarkTask(string Name, ItemSet Items, PromptTemplate Context, Asked Asked, string Delimiter, PromptTemplate? Description, Shots? Shots);

/// <summary>Solved examples before the question.</summary>
/// <param name="Count">At least one.</param>
/// <param name="Pool">Where they are drawn from; the evaluated items themselves where that is declared, each of which is then never among its own shots.</param>
/// <param name="Divider">Between examples, and before the question.</param>
/// <param name="OneMore">One more is drawn than shown, from another split too: what lm-evaluation-harness does in tasks that name none for shots.</param>
public sealed record Shots(int Count, FewShotRule Rule, ItemSet Pool, string Divider, bool OneMore = false);
