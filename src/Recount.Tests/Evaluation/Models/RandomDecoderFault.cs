namespace Recount.Tests.Evaluation.Models;

/// <summary>What is wrong with a decoder that loads and runs; which two runs show it.</summary>
internal enum RandomDecoderFault
{
    None,

    /// <summary>A token attends to all columns, later ones and padding too: a row alone differs from the same row with padding, and two parts from the whole.</summary>
    SeesPadding,

    /// <summary>A token attends to later ones, though not to padding: two parts differ from the whole, and a beginning from the same tokens with an end.</summary>
    SeesAhead,

    /// <summary>Nothing is attended to but what is in the same run: two parts differ from the whole.</summary>
    ForgetsPast,

    /// <summary>The mask is ignored, though later tokens are not seen: right only while all padding is at the right, wrong with padding in the past or at the left.</summary>
    IgnoresMask,

    /// <summary>Position ids are multiplied by 1 + the row: the second row of a batch differs from the same row alone.</summary>
    PositionsOfRow,

    /// <summary>A token's position is its column, whatever position_ids or the mask say: wrong with padding in the past; at the left nothing shows, since only distances count.</summary>
    PositionsOfColumn,
}
