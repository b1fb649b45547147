namespace Recount.Evaluation.Tokens;

/// <summary>A stretch of a text on its way to tokens.</summary>
/// <param name="Token">The id, where the stretch is a token as it stands (an added one); null where it is still text.</param>
/// <param name="IsFirst">It begins where the whole text begins.</param>
internal readonly record struct Stretch(ReadOnlyMemory<char> Text, int? Token, bool IsFirst);
