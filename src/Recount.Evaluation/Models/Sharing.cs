namespace Recount.Evaluation.Models;

/// <summary>How rows may go on from rows of an earlier batch, from nothing to anything.</summary>
public enum Sharing
{
    /// <summary>Not at all: the graph takes no past.</summary>
    None,

    /// <summary>One row at a time: fused attention such as GroupQueryAttention takes no more with a past.</summary>
    OneByOne,

    /// <summary>Many at once, where their pasts are equally long.</summary>
    Together,
}
