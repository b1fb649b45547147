using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recount.Scoring;
using Recount.Scoring.Tasks;

namespace Recount.Reports;

/// <summary>What a model said of each item, one JSON object a line. Logarithms are natural ones.</summary>
public static class ScoreLines
{
    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(TaskResult result)
    {
        using var stream = new MemoryStream();
        foreach (var item in result.Items)
        {
            using (var json = new Utf8JsonWriter(stream, Plainly))
            {
                json.WriteStartObject();
                json.WriteString("id", item.Item.Id);
                Write(json, item);
                json.WriteString("prompt", item.Prompt);
                json.WriteStartArray("context_tokens");
                foreach (var tokens in item.Contexts)
                {
                    json.WriteNumberValue(tokens);
                }

                json.WriteEndArray();
                json.WriteNumber("tokens_cut", item.Cut);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ScoredItem item)
    {
        switch (item)
        {
            case ScoredItem.Chosen chosen:
                json.WriteStartArray("gold");
                foreach (var gold in chosen.Answer.Gold)
                {
                    json.WriteNumberValue(gold);
                }

                json.WriteEndArray();
                json.WriteNumber("pick", ((Pick.Chosen)Pick.Of(chosen.Answer.Choices, new Normalisation.None())).Index);
                json.WriteStartArray("choices");
                foreach (var choice in chosen.Answer.Choices)
                {
                    json.WriteStartObject();
                    Write(json, choice);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            case ScoredItem.Followed followed:
                Write(json, followed.Answer);
                break;
            case ScoredItem.Rolled rolled:
                json.WriteNumber("log_likelihood", rolled.Answer.LogLikelihood);
                json.WriteNumber("tokens", rolled.Answer.Tokens);
                json.WriteNumber("words", rolled.Answer.Words);
                json.WriteNumber("bytes", rolled.Answer.Bytes);
                break;
            case ScoredItem.Written written:
                json.WriteString("written", written.Text);
                json.WriteString("answer", written.Answer);
                json.WriteStartArray("targets");
                foreach (var target in written.Targets)
                {
                    json.WriteStringValue(target);
                }

                json.WriteEndArray();
                json.WriteNumber("exact_match", written.Exact);
                json.WriteNumber("f1", written.F1);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, ScoredChoice choice)
    {
        json.WriteString("text", choice.Text);
        json.WriteNumber("log_likelihood", choice.LogLikelihood);
        json.WriteNumber("tokens", choice.Tokens);
        json.WriteBoolean("is_greedy", choice.IsGreedy);
        foreach (var (context, value) in choice.Given)
        {
            json.WriteNumber(context.Length == 0 ? "log_likelihood_unconditional" : $"log_likelihood_after '{context}'", value);
        }
    }
}
