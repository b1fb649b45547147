namespace Recount.Evaluation.Tokens;

/// <summary>Whether a text gets special tokens, above all the one that begins it. A text that already begins with the prefix token gets none under any policy.</summary>
public enum BosPolicy
{
    /// <summary>What the tokenizer does by default; lm-evaluation-harness since 2025-11-10 (commit 5302f2a90).</summary>
    Auto,

    /// <summary>What the tokenizer does by default, and BOS where that puts none.</summary>
    Yes,

    /// <summary>None.</summary>
    No,

    /// <summary>None, but the tokenizer's default for Gemma models: lm-evaluation-harness before 2025-11-10.</summary>
    Legacy,
}
