namespace Recount.Evaluation.Tokens;

/// <summary>What a scored sequence begins with.</summary>
public enum BosUse
{
    /// <summary>The model has no BOS.</summary>
    NoneExists,

    /// <summary>No BOS, though the model has one. Many models are trained so (GPT-2, NeoX).</summary>
    Missing,

    /// <summary>One BOS, which was put there.</summary>
    Added,

    /// <summary>One BOS, which the text brought along.</summary>
    InText,

    /// <summary>Two or more.</summary>
    Doubled,
}
