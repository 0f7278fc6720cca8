using System.IO.Pipelines;
using Registry.Graph.Engine.Execution.Incremental;

namespace Registry.Graph.Engine.Execution.Writing;

/// <summary>
/// Writes what a payload says beside its data and errors: what is pending, what comes now, what is completed. The entries and their order
/// are those of Hot Chocolate 16. <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
/// </summary>
internal sealed class PayloadWriter(PipeWriter output, Payload payload, EngineOptions options)
{
    private const int FlushBytes = 64 << 10;

    private bool _isFollowing = payload.Root is not null;

    /// <summary>Writes the entries; what was written last is not flushed.</summary>
    public async ValueTask<FlushResult> Write(CancellationToken cancellationToken)
    {
        WritePending();
        for (var i = 0; i < payload.Incremental.Count; i++)
        {
            var answer = Begin(i);
            while (!WriteSome(answer))
            {
                var flushed = await output.FlushAsync(cancellationToken);
                if (flushed.IsCompleted)
                {
                    return flushed;
                }
            }

            End(i);
        }

        WriteCompleted();
        return default;
    }

    private void WritePending()
    {
        if (payload.Pending.Count == 0)
        {
            return;
        }

        var writer = new JsonWriter(output);
        WriteKey(ref writer, "\"pending\":["u8);
        for (var i = 0; i < payload.Pending.Count; i++)
        {
            var pending = payload.Pending[i];
            writer.WriteSeparator(i);
            WriteId(ref writer, pending);
            writer.WriteRaw(",\"path\":"u8);
            writer.WriteAny(pending.Path.Segments());
            if (!string.IsNullOrEmpty(pending.Label))
            {
                writer.WriteRaw(",\"label\":"u8);
                writer.WriteString(pending.Label);
            }

            writer.WriteByte((byte)'}');
        }

        writer.WriteByte((byte)']');
        writer.Commit();
    }

    private AnswerWriter Begin(int index)
    {
        var (result, place) = payload.Incremental[index];
        var writer = new JsonWriter(output);
        if (index == 0)
        {
            WriteKey(ref writer, "\"incremental\":["u8);
        }

        writer.WriteSeparator(index);
        WriteId(ref writer, result);
        WriteErrors(ref writer, result.Failure is null ? place.Errors : []);
        if (place.Path.Length > result.Path.Length)
        {
            writer.WriteRaw(",\"subPath\":"u8);
            writer.WriteAny(place.Path.Segments(after: result.Path.Length));
        }

        writer.WriteRaw(place.Group is DeferredFields ? ",\"data\":{"u8 : ",\"items\":["u8);
        writer.Commit();
        return place.Group switch
        {
            DeferredFields fields => AnswerWriter.FieldsOf(fields.Batch, place.Slot),
            LaterItems later => AnswerWriter.ItemsOf(later.Items, place.Slot, later.Items.AnsweredEnd(place.Slot)),
            _ => throw new InvalidOperationException($"A {place.Group.GetType().Name} has nothing to be written."),
        };
    }

    private bool WriteSome(AnswerWriter answer)
    {
        var writer = new JsonWriter(output);
        var isDone = answer.Write(ref writer, FlushBytes);
        writer.Commit();
        return isDone;
    }

    private void End(int index)
    {
        var writer = new JsonWriter(output);
        writer.WriteByte((byte)'}');
        if (index == payload.Incremental.Count - 1)
        {
            writer.WriteByte((byte)']');
        }

        writer.Commit();
    }

    private void WriteCompleted()
    {
        var writer = new JsonWriter(output);
        if (payload.Completed.Count > 0)
        {
            WriteKey(ref writer, "\"completed\":["u8);
            for (var i = 0; i < payload.Completed.Count; i++)
            {
                var (result, errors) = payload.Completed[i];
                writer.WriteSeparator(i);
                WriteId(ref writer, result);
                WriteErrors(ref writer, errors);
                writer.WriteByte((byte)'}');
            }

            writer.WriteByte((byte)']');
        }

        // An answer that came at once looks as any other.
        if (payload.HasNext || payload.Root is null)
        {
            WriteKey(ref writer, "\"hasNext\":"u8);
            writer.WriteBoolean(payload.HasNext);
        }

        writer.Commit();
    }

    private void WriteKey(ref JsonWriter writer, ReadOnlySpan<byte> key)
    {
        if (_isFollowing)
        {
            writer.WriteByte((byte)',');
        }

        _isFollowing = true;
        writer.WriteRaw(key);
    }

    private static void WriteId(ref JsonWriter writer, PendingResult result)
    {
        writer.WriteRaw("{\"id\":"u8);
        writer.WriteQuotedNumber(result.Id);
    }

    private void WriteErrors(ref JsonWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count > 0)
        {
            writer.WriteRaw(",\"errors\":"u8);
            writer.WriteErrors(errors, options.MaxErrorLocations);
        }
    }
}
