namespace Recount.Tests.Evaluation.Models;

/// <summary>One way to write attention down in a graph.</summary>
internal interface IRandomDecoderAttention
{
    /// <summary>Adds a layer's attention from normed hidden states to what is added to them, with its present keys and values.</summary>
    string Write(int layer, string hidden);
}
