package postgres

import (
	"database/sql/driver"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"
)

// RegisterTypes teaches a connection's type map that the Go type of a uuid is uuid.UUID, and that
// uuid.Nil is SQL NULL in both directions, also inside uuid[]:
//
//   - NULL scans into uuid.Nil (never an error, never the value of the row before);
//   - uuid.Nil is sent as NULL. No id of ours is ever uuid.Nil, so a forgotten id violates NOT NULL
//     instead of being stored, and an optional one needs neither a pointer nor uuid.NullUUID.
//
// In a condition the same holds: `where parent = @id` finds nothing for uuid.Nil; to look for rows
// without a parent write `is not distinct from @id`. Open does this for every connection.
func RegisterTypes(types *pgtype.Map) {
	element := &pgtype.Type{Name: "uuid", OID: pgtype.UUIDOID, Codec: uuidCodec{}}
	types.RegisterType(element)
	types.RegisterType(&pgtype.Type{Name: "_uuid", OID: pgtype.UUIDArrayOID, Codec: &pgtype.ArrayCodec{ElementType: element}})
	types.RegisterDefaultPgType(uuid.UUID{}, "uuid")
	types.RegisterDefaultPgType([]uuid.UUID{}, "_uuid")
}

// uuidCodec is pgx's codec with uuid.UUID put before its own types.
type uuidCodec struct{ pgtype.UUIDCodec }

// PlanEncode sends uuid.UUID; everything else is pgx's.
func (c uuidCodec) PlanEncode(m *pgtype.Map, oid uint32, format int16, value any) pgtype.EncodePlan {
	if _, ok := value.(uuid.UUID); !ok {
		return c.UUIDCodec.PlanEncode(m, oid, format, value)
	}
	if format == pgtype.BinaryFormatCode {
		return encodeUUIDBinary{}
	}
	return encodeUUIDText{}
}

// PlanScan reads into *uuid.UUID; everything else is pgx's.
func (c uuidCodec) PlanScan(m *pgtype.Map, oid uint32, format int16, target any) pgtype.ScanPlan {
	if _, ok := target.(*uuid.UUID); !ok {
		return c.UUIDCodec.PlanScan(m, oid, format, target)
	}
	if format == pgtype.BinaryFormatCode {
		return scanUUIDBinary{}
	}
	return scanUUIDText{}
}

// DecodeValue is what a scan into any gives: a uuid.UUID, or nil for NULL.
func (c uuidCodec) DecodeValue(_ *pgtype.Map, _ uint32, format int16, src []byte) (any, error) {
	if src == nil {
		return nil, nil
	}
	if format == pgtype.BinaryFormatCode {
		return uuid.FromBytes(src)
	}
	return uuid.ParseBytes(src)
}

// DecodeDatabaseSQLValue is what database/sql's scanners get.
func (c uuidCodec) DecodeDatabaseSQLValue(m *pgtype.Map, oid uint32, format int16, src []byte) (driver.Value, error) {
	return c.UUIDCodec.DecodeDatabaseSQLValue(m, oid, format, src)
}

type encodeUUIDBinary struct{}

// Encode implements pgtype.EncodePlan.
func (encodeUUIDBinary) Encode(value any, buf []byte) ([]byte, error) {
	id := value.(uuid.UUID)
	if id == uuid.Nil {
		return nil, nil
	}
	return append(buf, id[:]...), nil
}

type encodeUUIDText struct{}

// Encode implements pgtype.EncodePlan.
func (encodeUUIDText) Encode(value any, buf []byte) ([]byte, error) {
	id := value.(uuid.UUID)
	if id == uuid.Nil {
		return nil, nil
	}
	return append(buf, id.String()...), nil
}

type scanUUIDBinary struct{}

// Scan implements pgtype.ScanPlan.
func (scanUUIDBinary) Scan(src []byte, target any) error {
	id := target.(*uuid.UUID)
	if src == nil {
		*id = uuid.Nil
		return nil
	}
	if len(src) != len(id) {
		return fmt.Errorf("scan a uuid: %d bytes instead of %d", len(src), len(id))
	}
	copy(id[:], src)
	return nil
}

type scanUUIDText struct{}

// Scan implements pgtype.ScanPlan.
func (scanUUIDText) Scan(src []byte, target any) error {
	id := target.(*uuid.UUID)
	if src == nil {
		*id = uuid.Nil
		return nil
	}
	parsed, err := uuid.ParseBytes(src)
	*id = parsed
	return err
}
